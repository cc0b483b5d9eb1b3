// The district platform itself: every operation of hub/api/platform.openapi.yaml, on values. It reads the
// clock and writes the book; HTTP is the server's. One thread at a time.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "hub/sandbox/book.h"
#include "hub/sandbox/catalogue_files.h"
#include "hub/sandbox/desk.h"
#include "hub/sandbox/document_signature.h"
#include "hub/sandbox/eid_codes.h"
#include "hub/sandbox/exchange.h"
#include "hub/sandbox/guides.h"
#include "hub/sandbox/switches.h"

namespace kiosk24::sandbox {

// Which operation a path is (with that method, where it knows several), and the method it wants; nothing for
// an unknown path.
struct Route {
    Operation operation = Operation::health;
    std::string_view method;
    std::string argument;  // the key or id in the path
};
std::optional<Route> route_of(std::string_view path, std::string_view method);

struct PlatformFiles {
    std::filesystem::path directory;         // keys and book, made by make_missing_files()
    std::filesystem::path catalogue_folder;  // config/catalogue
    std::filesystem::path faces_folder;      // reference pictures, <number>.jpg or .png; may be empty
};

class Platform {
  public:
    static Result<Platform> open(const PlatformFiles& files);

    Answer serve(const Request& request);
    Switches& switches() { return switches_; }
    Result<std::string> book_as_json() { return book_.as_json(); }
    // A code as a telephone would show it, for the holder of that card (a body of POST /v1/identity).
    // bad_input.
    Result<std::string> issue_eid(std::string_view card);
    // Reads the catalogue's folder again; the old one stays if that fails.
    Status reload_catalogue();

  private:
    Platform(PlatformFiles files, Book book, seal::SigningKey catalogue_key, DocumentSigner signer);

    Reply apply(const Route& route, const Request& request);
    Reply catalogue(const Request& request);
    Reply identity(const Request& request);
    Reply e_id(const Request& request);
    Reply face(const Request& request);
    Reply prefill(const Request& request);
    Reply licences(const Request& request);
    Reply submit(const Request& request);
    Reply ask(const std::string& key);
    Reply settle(const std::string& key, const std::string& terminal_id);
    Reply put_draft(const Request& request, const std::string& key);
    Reply delete_draft(const std::string& key);
    Reply draft_query(const Request& request);
    Reply case_query(const Request& request);
    Reply query_by_number(const wire::CaseQuery& asked);
    Reply guides();
    Reply guide(const std::string& id);
    Reply guide_paper(const GuideDocument& wanted);
    Reply document(const std::string& id);
    Reply rating(const Request& request);
    Reply call_back(const Request& request);
    Reply health(const Request& request) const;

    Reply file(const Request& request, Application application, const std::string& digest);
    // Does the applicant of that case go by this code?
    Result<bool> is_code_of(const Submission& submission, const std::string& code);
    // Signed by the platform's signer (or by somebody nobody trusts, if it is to lie).
    Result<Bytes> signed_document(const Bytes& pdf, const std::string& reason) const;
    // What is wrong with an application, if anything.
    std::optional<Reply> objection(const Application& application, const Person& person) const;
    // The submission with its decision; `document` is filled if one is to be printed.
    Result<Submission> decided(const std::string& terminal_id, const Application& application,
                               const Person& person, std::optional<KeptDocument>& document);
    // Was the matter approved for this person before?
    Result<bool> was_granted(const Application& application);
    Result<KeptDocument> drawn(const Submission& submission, const Filing& filing);

    PlatformFiles files_;
    Book book_;
    seal::SigningKey catalogue_key_;
    DocumentSigner signer_;
    Catalogue catalogue_;
    SignedCatalogue signed_catalogue_;
    Switches switches_;
    EidCodes eid_codes_;
    struct WrongCodes {
        Date day;
        int count = 0;
    };
    std::map<std::string, WrongCodes> wrong_codes_;  // by the number's tail; of today
};

}  // namespace kiosk24::sandbox
