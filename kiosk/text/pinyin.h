// How Chinese characters are spelt in pinyin, without tones, as people type it. For this room.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kiosk24::text {

// Opens ICU's transliterator (tens of milliseconds): one for a whole catalogue, not for the main thread.
class Pinyin {
  public:
    Pinyin();
    ~Pinyin();
    Pinyin(const Pinyin&) = delete;
    Pinyin& operator=(const Pinyin&) = delete;

    // "行" is {"xing", "hang"}: every reading that a citizen may type. ü is v and u ("lv", "lu"). Empty for
    // what is no Chinese character.
    const std::vector<std::string>& readings_of(char32_t character);

  private:
    struct Transliterator;
    std::unique_ptr<Transliterator> transliterator_;
    std::map<char32_t, std::vector<std::string>> known_;
};

}  // namespace kiosk24::text
