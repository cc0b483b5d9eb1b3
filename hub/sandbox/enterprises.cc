#include "hub/sandbox/enterprises.h"

#include <algorithm>

#include "hub/sandbox/decisions.h"

namespace kiosk24::sandbox {
namespace {

const std::vector<Enterprise>& register_of_enterprises() {
    static const std::vector<Enterprise> kEnterprises{
        {"91440399MA0000007L",
         both("示范区晴川科技有限公司", "Qingchuan Technology Co., Ltd. (Demonstration District)"),
         both("有限责任公司（自然人独资）", "Limited liability company, one natural person"),
         both("软件开发；信息系统集成服务；信息技术咨询服务；计算机及办公设备维修。（依法须经批准的项目，经相"
              "关部门"
              "批准后方可开展经营活动）",
              "Software development; information system integration; IT consulting; repair of computers and "
              "office equipment. (What needs approval by law is carried on only after approval.)"),
         both("示范区龙城街道示例路1号3楼301室", "Room 301, 3rd floor, 1 Example Road, Longcheng Street"),
         both("壹佰万元人民币", "CNY 1,000,000"),
         {2016, 3, 21},
         {},
         "11010519491231002X"},
        {"91440399MA0000015F",
         both("示范区禾苗餐饮管理有限公司", "Hemiao Catering Management Co., Ltd. (Demonstration District)"),
         both("有限责任公司", "Limited liability company"),
         both("餐饮管理；餐饮服务；食品销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
              "Catering management; catering; sale of food. (What needs approval by law is carried on only "
              "after approval.)"),
         both("示范区吉祥社区示例二路12号", "12 Example Second Road, Jixiang Community"),
         both("伍拾万元人民币", "CNY 500,000"),
         {2019, 8, 6},
         {2049, 8, 5},
         "440399199003070014"},
        {"91440399MA0000023A",
         both("示范区旧时光书店有限公司", "Old Times Bookshop Co., Ltd. (Demonstration District)"),
         both("有限责任公司", "Limited liability company"),
         both("图书零售。", "Retail sale of books."),
         both("示范区示例三路5号", "5 Example Third Road"),
         both("壹拾万元人民币", "CNY 100,000"),
         {2011, 5, 10},
         {},
         "11010519491231002X",
         true}};
    return kEnterprises;
}

}  // namespace

const Enterprise* enterprise_coded(std::string_view code) {
    const auto& all = register_of_enterprises();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Enterprise& one) { return one.code == code; });
    return found == all.end() ? nullptr : &*found;
}

Decision decide_licence_copy(const Person& person, const Enterprise* enterprise) {
    if (enterprise == nullptr)
        return refused(
            "unknown_enterprise",
            both("规则：只打印在本区登记的企业的营业执照。本区登记库中没有这个统一社会信用代码。请核对代码；"
                 "在其他地方登记的，请到登记地办理。",
                 "Rule: only licences of enterprises registered in this district are printed here. "
                 "There is none with this credit code. Please check the code; if it is registered "
                 "elsewhere, ask there."));
    // Who it is instead is not said: the register names the representative, a terminal need not.
    if (person.number.reveal() != enterprise->representative_number)
        return refused(
            "not_legal_representative",
            both("规则：营业执照副本只打印给法定代表人本人。登记的法定代表人不是您。请法定代表人本人持身份证"
                 "来打印；"
                 "或者由您持加盖公章的授权委托书和双方身份证，到企业服务窗口办理。",
                 "Rule: the licence copy is printed only for the legal representative in person, "
                 "and the register names somebody else. The representative may come with their own "
                 "ID card; or bring a sealed letter of authority and both ID cards to the business "
                 "window."));
    if (enterprise->is_deregistered)
        return refused("deregistered",
                       both("规则：已注销的企业不再发给营业执照。这家企业已经注销。需要注销证明的，请到企业服"
                            "务窗口办理。",
                            "Rule: a deregistered enterprise has no licence any more, and this one is "
                            "deregistered. For a certificate of it, please go to the business window."));
    return approved();
}

}  // namespace kiosk24::sandbox
