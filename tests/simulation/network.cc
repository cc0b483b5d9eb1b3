#include "tests/simulation/network.h"

#include "kiosk/wire/platform_message.h"

namespace kiosk24::simulation {

void Network::lose_power() {
    ++life_;
    open_.clear();
}

void Network::mend() {
    is_down_ = is_certificate_expired_ = is_slow_ = is_way_back_cut_ = false;
    next_.clear();
}

void Network::suffer(Mishap mishap) {
    if (mishap == Mishap::platform_down || mishap == Mishap::certificate_expired) {
        (mishap == Mishap::platform_down ? is_down_ : is_certificate_expired_) = true;
        return outlets_.struck(mishap);
    }
    if (mishap == Mishap::platform_slow)
        is_slow_ = true;
    else if (mishap == Mishap::way_back_cut)
        is_way_back_cut_ = true;
    else
        next_.push_back(mishap);
}

void Network::at_open(net::RequestId id, Milliseconds after, std::function<void()> act) {
    timeline_.after(after, [this, id, life = life_, act = std::move(act)] {
        if (life == life_ && open_.erase(id) > 0) act();
    });
}

void Network::reply(net::HttpReply made, net::RequestId id, Milliseconds after) {
    made.id = id;
    at_open(id, after, [this, made = std::move(made)]() mutable { outlets_.tell(std::move(made)); });
}

void Network::fail(net::RequestId id, net::HttpProblem problem, net::Effect effect, Milliseconds after) {
    at_open(id, after, [this, id, problem, effect] {
        outlets_.tell(net::HttpFailure{.id = id, .problem = problem, .effect = effect, .detail = {}});
    });
}

void Network::send(net::HttpRequest request) {
    const auto id = request.id;
    open_.insert(id);
    fail(id, net::HttpProblem::timed_out, net::Effect::possible, request.within);
    const Milliseconds way = dice_.between(Milliseconds{4}, Milliseconds{60});
    if (is_down_) return fail(id, net::HttpProblem::cannot_connect, net::Effect::none, way);
    if (is_certificate_expired_)
        return fail(id, net::HttpProblem::certificate_expired, net::Effect::none, way);
    std::optional<Mishap> mishap;
    if (!next_.empty() && request.path != wire::kHealthPath) {
        mishap = next_.front();
        next_.erase(next_.begin());
        outlets_.struck(*mishap);
    }
    if (mishap == Mishap::request_lost)
        return fail(id, net::HttpProblem::connection_lost, net::Effect::possible, way);
    const bool is_late = mishap == Mishap::request_late;
    if (is_late) fail(id, net::HttpProblem::connection_lost, net::Effect::possible, way);
    const auto arrives = is_late ? dice_.between(Milliseconds{500}, Milliseconds{120'000}) : way;
    if (mishap == Mishap::request_doubled)
        timeline_.after(dice_.between(Milliseconds{500}, Milliseconds{40'000}), [this, request] {
            (void)platform_.serve(request, timeline_.now(), outlets_.wall());
        });
    timeline_.after(arrives, [this, request = std::move(request), mishap] { arrive(request, mishap); });
}

void Network::arrive(const net::HttpRequest& request, std::optional<Mishap> mishap) {
    const auto id = request.id;
    Milliseconds way = dice_.between(Milliseconds{4}, Milliseconds{60});
    if (mishap == Mishap::platform_busy) {
        net::HttpReply busy;
        busy.status = 503;
        busy.retry_after = "2";
        return reply(std::move(busy), id, way);
    }
    auto served = platform_.serve(request, timeline_.now(), outlets_.wall());
    if (platform_.signs_wrongly && !mishap && served.content_type == "application/pdf")
        outlets_.struck(Mishap::document_forged);
    if (mishap == Mishap::reply_lost || mishap == Mishap::request_late)
        return fail(id, net::HttpProblem::connection_lost, net::Effect::possible, way);
    if (mishap == Mishap::platform_failed) {
        served = {};
        served.status = 500;
    }
    if (mishap == Mishap::platform_garbage) {
        const std::string_view garbage = "{\"decision\": \"appr";
        served.body = Personal<Bytes>(Bytes(garbage.begin(), garbage.end()));
    }
    const bool is_health = request.path == wire::kHealthPath;
    if (is_way_back_cut_ && !is_health) {
        outlets_.struck(Mishap::way_back_cut);
        return fail(id, net::HttpProblem::connection_lost, net::Effect::possible, way);
    }
    if (is_slow_ && !is_health) {
        outlets_.struck(Mishap::platform_slow);
        way = dice_.between(Milliseconds{2'000}, Milliseconds{40'000});
    }
    reply(std::move(served), id, way);
}

}  // namespace kiosk24::simulation
