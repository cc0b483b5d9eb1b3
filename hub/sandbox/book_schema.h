// The book's tables, and its contents as JSON.
#pragma once

namespace kiosk24::sandbox {

inline constexpr const char* kBookSchema = R"sql(
CREATE TABLE IF NOT EXISTS people(
  reference TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL, address TEXT NOT NULL,
  kind INTEGER NOT NULL, sex INTEGER NOT NULL, nation TEXT NOT NULL, birth INTEGER NOT NULL,
  terminal TEXT NOT NULL, met_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS submissions(
  key TEXT PRIMARY KEY, content_sha256 TEXT NOT NULL, terminal TEXT NOT NULL, reference TEXT NOT NULL,
  matter TEXT NOT NULL, matter_case TEXT NOT NULL, received_at INTEGER NOT NULL, decides_at INTEGER NOT NULL,
  posts INTEGER NOT NULL, verdict TEXT NOT NULL, case_number TEXT NOT NULL UNIQUE, reason_code TEXT NOT NULL,
  reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL, deadline TEXT NOT NULL, pick_up_code TEXT NOT NULL,
  document TEXT NOT NULL, pages INTEGER NOT NULL, telephone TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS submissions_of_person ON submissions(reference, received_at);
CREATE TABLE IF NOT EXISTS void_keys(key TEXT PRIMARY KEY, terminal TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents(
  id TEXT PRIMARY KEY, submission TEXT NOT NULL, pages INTEGER NOT NULL, pdf BLOB NOT NULL,
  fetches INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS serials(day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS ratings(
  case_number TEXT PRIMARY KEY, key TEXT NOT NULL, stars INTEGER NOT NULL, words TEXT NOT NULL,
  terminal TEXT NOT NULL, posts INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS call_backs(
  key TEXT PRIMARY KEY, content_sha256 TEXT NOT NULL, telephone TEXT NOT NULL, about TEXT NOT NULL,
  terminal TEXT NOT NULL, posts INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS drafts(
  reference TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, terminal TEXT NOT NULL, content TEXT NOT NULL,
  kept_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS erased_drafts(key TEXT PRIMARY KEY) STRICT;
)sql";

// filings: how often the application counts (always 1); posts: how often it was submitted.
inline constexpr const char* kBookAsJson = R"sql(
SELECT json_object(
 'people', (SELECT json_group_array(json_object('reference', reference, 'number', number, 'name', name))
            FROM (SELECT * FROM people ORDER BY met_at, reference)),
 'submissions', (SELECT json_group_object(key, json_object(
     'filings', 1, 'posts', posts, 'terminal', terminal, 'person', reference, 'matter', matter,
     'case', matter_case, 'decision', verdict, 'case_number', case_number, 'reason_code', reason_code,
     'deadline', deadline, 'pick_up_code', pick_up_code, 'document', document, 'pages', pages))
            FROM (SELECT * FROM submissions ORDER BY received_at)),
 'void_keys', (SELECT json_group_array(key) FROM (SELECT * FROM void_keys ORDER BY at)),
 'documents', (SELECT json_group_object(id, json_object(
     'submission', submission, 'pages', pages, 'bytes', length(pdf), 'fetches', fetches)) FROM documents),
 'ratings', (SELECT json_group_object(case_number, json_object(
     'stars', stars, 'words', words, 'terminal', terminal, 'posts', posts)) FROM ratings),
 'call_backs', (SELECT json_group_object(key, json_object(
     'telephone', telephone, 'about', about, 'terminal', terminal, 'posts', posts)) FROM call_backs),
 'drafts', (SELECT json_group_object(key, json_object(
     'person', reference, 'terminal', terminal, 'bytes', length(content))) FROM drafts),
 'erased_drafts', (SELECT json_group_array(key) FROM erased_drafts))
)sql";

}  // namespace kiosk24::sandbox
