// What the page looks like, and the few lines that keep it fresh.
#pragma once

#include <string_view>

namespace kiosk24::hub {

inline constexpr std::string_view kPageStyle = R"css(
:root{color-scheme:light dark;--ground:#f4f6f9;--card:#fff;--ink:#14202e;--soft:#5b6b7d;--line:#e3e8ee;
--good:#0f7b4f;--good-back:#e2f5ec;--warn:#935b00;--warn-back:#fff1d6;--bad:#b3261e;--bad-back:#fdE7e5;
--quiet:#5b6b7d;--quiet-back:#edf0f4;--brand:#1457b8}
@media(prefers-color-scheme:dark){:root{--ground:#10161d;--card:#18212b;--ink:#e8eef5;--soft:#9aa9b9;--line:#2a3642;
--good:#5fd3a0;--good-back:#12362a;--warn:#f2bd62;--warn-back:#3b2c0e;--bad:#ff9a91;--bad-back:#43191a;
--quiet:#9aa9b9;--quiet-back:#232e39;--brand:#7fb1ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 "Noto Sans CJK SC","Noto Sans SC",
"Microsoft YaHei","PingFang SC",system-ui,sans-serif}
header{display:flex;align-items:baseline;gap:16px;padding:24px 32px 8px;flex-wrap:wrap}
h1{font-size:24px;margin:0;font-weight:700}
header .when{color:var(--soft);font-variant-numeric:tabular-nums}
header a{margin-left:auto;color:var(--brand);text-decoration:none}
main{padding:8px 32px 48px}
.sums{display:flex;gap:12px;flex-wrap:wrap;margin:12px 0 20px;padding:0;list-style:none}
.sums li{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 20px;min-width:128px}
.sums b{display:block;font-size:28px;line-height:1.2;font-variant-numeric:tabular-nums}
.sums span{color:var(--soft)}
.sums .good b{color:var(--good)}.sums .warn b{color:var(--warn)}.sums .bad b{color:var(--bad)}
.sums .quiet b{color:var(--soft)}
.sheet{background:var(--card);border:1px solid var(--line);border-radius:12px;overflow-x:auto}
table{border-collapse:collapse;width:100%}
th{font-weight:500;color:var(--soft);text-align:left;font-size:13px;padding:12px 16px;white-space:nowrap}
td{border-top:1px solid var(--line);padding:14px 16px;vertical-align:top}
td small{display:block;color:var(--soft);font-size:12.5px}
.id{font-weight:600;white-space:nowrap}
.seen{white-space:nowrap;font-variant-numeric:tabular-nums}
.chip{display:inline-block;border-radius:999px;padding:1px 11px;white-space:nowrap;font-weight:500}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}.quiet{color:var(--quiet)}
.chip.good{background:var(--good-back)}.chip.warn{background:var(--warn-back)}.chip.bad{background:var(--bad-back)}
.chip.quiet{background:var(--quiet-back)}
.fleet{min-width:400px;width:38%}
ul.devices{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:2px 20px}
ul.devices li{white-space:nowrap}
ul.devices li::before{content:"";display:inline-block;width:9px;height:9px;border-radius:50%;margin-right:7px;
background:currentColor}
ul.devices li span{color:var(--ink)}
ul.devices code{font-size:12px;margin-left:5px;color:var(--soft)}
.faults{min-width:200px}.faults code{font-size:12px;overflow-wrap:anywhere}
td.keep small{white-space:nowrap}
.stale td:not(.keep){opacity:.55}
.empty{padding:56px 32px;text-align:center;color:var(--soft)}
.empty code{display:inline-block;margin-top:12px;padding:8px 14px;background:var(--quiet-back);border-radius:8px}
)css";

// Once a second at most, and only while somebody looks.
inline constexpr std::string_view kPageScript = R"js(
const again=async()=>{
  if(!document.hidden)try{
    const reply=await fetch(location.href,{cache:"no-store"});
    if(!reply.ok)throw 0;
    const fresh=new DOMParser().parseFromString(await reply.text(),"text/html");
    document.body.replaceChildren(...fresh.body.childNodes);
    document.title=fresh.title;
  }catch{const when=document.querySelector(".when");if(when)when.className="when bad"}
  setTimeout(again,1000)};
setTimeout(again,1000);
)js";

}  // namespace kiosk24::hub
