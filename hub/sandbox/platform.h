// The district platform itself: every operation of hub/api/platform.openapi.yaml, on values. It reads the
// clock and writes the book; HTTP is the server's. One thread at a time.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "hub/sandbox/book.h"
#include "hub/sandbox/catalogue_files.h"
#include "hub/sandbox/certificate.h"
#include "hub/sandbox/document_signature.h"
#include "hub/sandbox/exchange.h"
#include "hub/sandbox/switches.h"

namespace kiosk24::sandbox {

// Which operation a path is, and the method it wants; nothing for an unknown path.
struct Route {
    Operation operation = Operation::health;
    std::string_view method;
    std::string argument;  // the key or id in the path
};
std::optional<Route> route_of(std::string_view path);

struct PlatformFiles {
    std::filesystem::path directory;         // keys and book, made by make_missing_files()
    std::filesystem::path catalogue_folder;  // config/catalogue
};

class Platform {
  public:
    static Result<Platform> open(const PlatformFiles& files);

    Answer serve(const Request& request);
    Switches& switches() { return switches_; }
    Result<std::string> book_as_json() { return book_.as_json(); }
    // Reads the catalogue's folder again; the old one stays if that fails.
    Status reload_catalogue();

  private:
    Platform(PlatformFiles files, Book book, seal::SigningKey catalogue_key, DocumentSigner signer);

    Reply apply(const Route& route, const Request& request);
    Reply catalogue(const Request& request);
    Reply identity(const Request& request);
    Reply prefill(const Request& request);
    Reply licences(const Request& request);
    Reply submit(const Request& request);
    Reply ask(const std::string& key);
    Reply settle(const std::string& key, const std::string& terminal_id);
    Reply case_query(const Request& request);
    Reply document(const std::string& id);
    Reply rating(const Request& request);
    Reply call_back(const Request& request);
    Reply health(const Request& request) const;

    Reply file(const Request& request, const Application& application, const std::string& digest);
    // What is wrong with an application, if anything.
    std::optional<Reply> objection(const Application& application, const Person& person) const;
    // The submission with its decision; `document` is filled if one is to be printed.
    Result<Submission> decided(const std::string& terminal_id, const Application& application,
                               const Person& person, std::optional<KeptDocument>& document);
    Result<KeptDocument> drawn(const Submission& submission, const Application& application,
                               const Person& person, const InsuranceRecord& record);

    PlatformFiles files_;
    Book book_;
    seal::SigningKey catalogue_key_;
    DocumentSigner signer_;
    Catalogue catalogue_;
    SignedCatalogue signed_catalogue_;
    Switches switches_;
};

}  // namespace kiosk24::sandbox
