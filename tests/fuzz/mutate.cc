#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace kiosk24::fuzz {
namespace {

// What parsers stumble over: JSON's tokens, numbers at the edges, bytes that are no UTF-8.
constexpr std::string_view kTokens[] = {"{",
                                        "}",
                                        "[",
                                        "]",
                                        "\"",
                                        ":",
                                        ",",
                                        "null",
                                        "true",
                                        "false",
                                        "0",
                                        "-1",
                                        "1e309",
                                        "9223372036854775808",
                                        "\\u0000",
                                        "\\ud800",
                                        "\xFF",
                                        "\xED\xA0\x80",
                                        "\xF4\x90\x80\x80",
                                        "\n",
                                        "\r\n",
                                        "\\",
                                        "%s",
                                        "../",
                                        "[[[[[[[[[[[[[[[[",
                                        "{\"a\":{\"a\":{\"a\":"};

// Not std::uniform_int_distribution: it may differ between libraries.
std::size_t below(Random& random, std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::size_t>(random() % bound);
}

void change_once(std::string& text, const std::vector<std::string>& corpus, Random& random) {
    const std::size_t at = below(random, text.size() + 1);
    const std::size_t length =
        below(random, std::min<std::size_t>(text.size() - std::min(at, text.size()), 64) + 1);
    switch (below(random, 8)) {
        case 0:
            if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(random, 8)));
            break;
        case 1:
            if (at < text.size()) text[at] = static_cast<char>(random());
            break;
        case 2:
            text.erase(at, length);
            break;
        case 3:
            text.insert(at, text.substr(at, length));
            break;
        case 4:
            text.insert(at, kTokens[below(random, std::size(kTokens))]);
            break;
        case 5:
            text.insert(at, 1 + below(random, 16), static_cast<char>(random()));
            break;
        case 6: {
            const auto& other = corpus[below(random, corpus.size())];
            const std::size_t from = below(random, other.size() + 1);
            text = text.substr(0, at) + other.substr(from);
            break;
        }
        default:
            text.resize(at);
            break;
    }
}

}  // namespace

std::string mutated(const std::vector<std::string>& corpus, Random& random, std::size_t longest) {
    std::string text = corpus[below(random, corpus.size())];
    const std::size_t changes = 1 + below(random, 8);
    for (std::size_t i = 0; i < changes; ++i)
        change_once(text, corpus, random);
    if (text.size() > longest) text.resize(longest);
    return text;
}

}  // namespace kiosk24::fuzz
