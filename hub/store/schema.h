// The hub's tables. terminal_id leads every key, so that a larger store can spread them.
#pragma once

namespace kiosk24::hub {

inline constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS terminals(
  terminal_id TEXT PRIMARY KEY, certificate_sha256 TEXT NOT NULL, enrolled INTEGER NOT NULL, link TEXT NOT NULL,
  link_since INTEGER NOT NULL, last_seen INTEGER NOT NULL DEFAULT 0, clock_offset INTEGER NOT NULL DEFAULT 0,
  boot_id TEXT NOT NULL DEFAULT '', sequence INTEGER NOT NULL DEFAULT 0, beat TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE IF NOT EXISTS boots(
  terminal_id TEXT NOT NULL, boot_id TEXT NOT NULL, replaced INTEGER NOT NULL,
  PRIMARY KEY(terminal_id, boot_id)) STRICT;
CREATE TABLE IF NOT EXISTS codes(
  code_sha256 TEXT PRIMARY KEY, terminal_id TEXT NOT NULL, issued INTEGER NOT NULL, expires INTEGER NOT NULL,
  spent INTEGER NOT NULL DEFAULT 0, key_sha256 TEXT NOT NULL DEFAULT '',
  certificate TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE IF NOT EXISTS commands(
  terminal_id TEXT NOT NULL, id TEXT NOT NULL, issued INTEGER NOT NULL, expires INTEGER NOT NULL,
  command TEXT NOT NULL, envelope TEXT NOT NULL, refusal TEXT, outcome_at INTEGER NOT NULL DEFAULT 0,
  terminal_at INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(terminal_id, id)) STRICT;
CREATE INDEX IF NOT EXISTS pending ON commands(terminal_id, issued) WHERE refusal IS NULL;
)sql";

}  // namespace kiosk24::hub
