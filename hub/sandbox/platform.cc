#include "hub/sandbox/platform.h"

#include <algorithm>

#include "hub/sandbox/certificate.h"
#include "hub/sandbox/pki.h"
#include "hub/sandbox/platform_replies.h"
#include "kiosk/base/log.h"

namespace kiosk24::sandbox {
namespace {

// Does one of the tags of If-None-Match stand for what we hold?
bool is_held(std::string_view if_none_match, std::string_view etag) {
    return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

// The machine's fonts are found and opened now, not while the first citizen waits.
void warm_up_fonts() {
    Person nobody;
    nobody.name = PersonalText("演示");
    nobody.number = PersonalText("440399199003070014");
    nobody.birth = {1990, 3, 7};
    static_cast<void>(draw_certificate({}, nobody, record_of(nobody, date_in_china(wall_now()))));
}

Result<seal::SigningKey> catalogue_key_in(const std::filesystem::path& directory) {
    TRY(pem, read_text(directory / "catalogue_signer.key"));
    return seal::SigningKey::from_pem(std::string(kCatalogueKeyId), pem).with("catalogue_signer.key");
}

}  // namespace

Result<Platform> Platform::open(const PlatformFiles& files) {
    TRY(key, catalogue_key_in(files.directory));
    TRY(signer, read_identity(files.directory, "document_signer"));
    TRY(authority, read_identity(files.directory, "document_ca"));
    TRY(book, Book::open(files.directory / "sandbox.db"));
    Platform platform(files, std::move(book), std::move(key),
                      DocumentSigner{std::move(signer), std::move(authority.certificate)});
    TRY_STATUS(platform.reload_catalogue());
    warm_up_fonts();
    return platform;
}

Platform::Platform(PlatformFiles files, Book book, seal::SigningKey catalogue_key, DocumentSigner signer)
    : files_(std::move(files)),
      book_(std::move(book)),
      catalogue_key_(std::move(catalogue_key)),
      signer_(std::move(signer)) {}

Status Platform::reload_catalogue() {
    TRY(read, read_catalogue(files_.catalogue_folder));
    TRY(made, sign_catalogue(read, catalogue_key_));
    catalogue_ = std::move(read);
    signed_catalogue_ = std::move(made);
    log::info("sandbox", "catalogue {} with {} matters", catalogue_.version, catalogue_.matters.size());
    return {};
}

Answer Platform::serve(const Request& request) {
    const std::optional<Route> route = route_of(request.path, request.method);
    if (!route) return {.reply = problem_reply(404, "not_found", "no such path")};
    if (request.method != route->method) return {.reply = http::wrong_method_reply(route->method)};
    if (auto instead = switches_.instead_of(route->operation)) {
        log::info("sandbox", "{} {} not applied", request.terminal_id, name_of(route->operation));
        return std::move(*instead);
    }
    const bool has_body =
        (route->method == "POST" || route->method == "PUT") && route->operation != Operation::settle;
    Reply reply = has_body && !http::is_json(request.content_type)
                      ? problem_reply(415, "unsupported_media_type", "the body is to be application/json")
                      : apply(*route, request);
    log::info("sandbox", "{} {} {} {}", request.terminal_id, name_of(route->operation), reply.status,
              reply.content_type == wire::kProblemType ? "problem" : "");
    return switches_.spoiled(route->operation, std::move(reply));
}

Reply Platform::apply(const Route& route, const Request& request) {
    switch (route.operation) {
        case Operation::catalogue:
            return catalogue(request);
        case Operation::identity:
            return identity(request);
        case Operation::e_id:
            return e_id(request);
        case Operation::face:
            return face(request);
        case Operation::prefill:
            return prefill(request);
        case Operation::licences:
            return licences(request);
        case Operation::submit:
            return submit(request);
        case Operation::ask:
            return ask(route.argument);
        case Operation::settle:
            return settle(route.argument, request.terminal_id);
        case Operation::draft_put:
            return put_draft(request, route.argument);
        case Operation::draft_delete:
            return delete_draft(route.argument);
        case Operation::draft_query:
            return draft_query(request);
        case Operation::case_query:
            return case_query(request);
        case Operation::guides:
            return guides();
        case Operation::guide:
            return guide(route.argument);
        case Operation::document:
            return document(route.argument);
        case Operation::rating:
            return rating(request);
        case Operation::call_back:
            return call_back(request);
        case Operation::health:
            return health(request);
    }
    return problem_reply(404, "not_found", "no such operation");
}

Reply Platform::catalogue(const Request& request) {
    SignedCatalogue offered = signed_catalogue_;
    if (switches_.tells(Lie::catalogue_signature)) {
        // The right name and key id, the wrong key; another tag, so that it is fetched at all.
        auto rogue =
            seal::SigningKey::generate(std::string(kCatalogueKeyId), seal::SignatureAlgorithm::ed25519);
        Result<SignedCatalogue> forged =
            rogue ? sign_catalogue(catalogue_, *rogue) : Result<SignedCatalogue>(rogue.error());
        if (!forged) return broken(forged.error());
        offered = std::move(*forged);
        offered.etag = "\"forged\"";
    }
    if (is_held(request.if_none_match, offered.etag))
        return {.status = 304, .content_type = {}, .body = {}, .etag = offered.etag};
    Reply reply = json_reply(200, offered.envelope);
    reply.etag = offered.etag;
    return reply;
}

Reply Platform::health(const Request& request) const {
    return json_reply(200, health_text(request.terminal_id, catalogue_.version));
}

}  // namespace kiosk24::sandbox
