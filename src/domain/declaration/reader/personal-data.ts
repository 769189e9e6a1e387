import { notInGivenName, surname } from './lexicon/surnames.ts';
import type { PersonalData } from './reading.ts';

type Span = { readonly start: number; readonly end: number };

/** Personal data of a message and the text with them blanked out, so that no number of theirs is taken for money. */
export type PersonalDataFound = {
  readonly pii: PersonalData;
  /** Folded text: numbers replaced by `#`, given names by 某. */
  readonly masked: string;
};

// Fifteen to twenty digits, grouped or not, the last perhaps an X: identity numbers, right or wrong in length.
const longNumber = /(?<![\d#])\d(?:[ -]?\d){13,19}(?:[ -]?[xX](?![a-zA-Z]))?(?![\d])/g;
const statedIdentity =
  /(?:身份证|证件|居住证)(?:号码|号)?(?:是|为|：|，)?[ ]?(\d(?:[ -]?\d){9,20}[xX]?)/g;
const mobile = /(?<![\d#])(?:\+?86[ -]?)?(1[3-9]\d(?:[ -]?\d){8})(?!\d)/g;
const landline = /(?<![\d#])((?:0\d{2,3}[ -]?)[2-9]\d{6,7})(?!\d)/g;
const statedPhone =
  /(?:电话|手机|联系方式|座机|号码|打)(?:号码|号)?(?:是|为|：|，)?[ ]?((?:[2-9]\d{6,7}|1\d{8,12}))(?!\d)/g;
const spokenMobile = /[一幺][三四五六七八九](?:[零〇一幺二两三四五六七八九]){9}/g;
const accountContext = /(?:卡号|银行卡|账号|账户|一卡通|存折|单号|订单|编号)[^，。]{0,6}$/;

const given = `[^${notInGivenName}\\s\\w#-]`;
const fullName = `${surname}${given}{1,2}`;
// After 我叫 or 姓名 almost any character may stand in a name.
const statedName = `${surname}[^的了是在我你他她家说，。！？；：、（）\\s\\w#-]{1,2}`;
const nameEnd =
  '(?=$|[，。！？；：、（）\\s\\d#-]|的|家|说|他|她|是|在|今年|现在|住|这|那|喝|摔|病|得|死|出|遭|屋|不|又|就|被|男|女|身份|电话|手机|和|跟|与|及|得了|因|患|也|欠|借|被|一|两|三|我|昨|前天|去年|已|有|没|把|都|从|前|上|同志|老人|，)';
const statedCue =
  '(?:名字)?(?:应该|正确的?)(?:是|叫)|我叫做?|我喊(?!人|救|他|她)|(?<=[他她公婆妈爸板头儿女娃哥弟姐妹人孙])名?叫|名字叫做?|名叫|名字是?：?|姓名是?：?|户主(?:姓名)?(?:是|叫|：|，|就是)?|申请人(?:是|叫)?：?|联系人(?:是|叫)?：?|患者(?:是|叫)?：?';
const nameCues = [
  '本人叫?是?，?|我是|叫(?!人|救|停|医|他|她|我|你)|家长：?',
  '(?:村民|社员|光棍|单身汉|寡妇|老乡|查一?[哈下]|农户|学生|邻居|隔壁|同学|户|组里?的?|社里?的?|队里?的?|村里的|院子的?|病人|老人|老师|书记|主任|干部|支书|同志)(?:叫|是|：)?',
  '(?:我|我们|咱|俺)?(?:家)?(?:老公|老婆|爱人|丈夫|妻子|儿子|女儿|父亲|母亲|爸爸|妈妈|爸|妈|哥哥|弟弟|姐姐|妹妹|孙子|孙女|爷爷|奶奶|儿媳妇?|女婿|男人|婆娘|老伴|老汉|娃儿?|女子|孩子|幺儿|大儿|小儿|侄儿|外孙|岳父|岳母|公公|婆婆|舅舅|叔叔)(?:名字)?(?:叫|是|：)?',
];
const afterCue = [
  new RegExp(
    `(?:我叫|姓名[是：]?|名字[是：]?|本人) ?(${surname} ${given}(?: ${given})?)(?=[，。；\\s\\d#]|$)`,
    'g',
  ),
  new RegExp(`(?:${statedCue})\\s?(${statedName})${nameEnd}`, 'g'),
  ...nameCues.map((cue) => new RegExp(`(?:${cue})\\s?(${fullName})${nameEnd}`, 'g')),
];
// Without a cue: at the start of a clause and directly before a number, an age or a sex.
const besideNumber = new RegExp(
  `(?:^|[，。！？；：、\\s（])(${fullName})(?=[，、：（\\s]{0,2}(?:身份证|电话|手机|联系|男[，。、 ]|女[，。、 ]|\\d{2}岁|今年\\d|[#]{7}))`,
  'g',
);
// 杨桂花家那个娃: a full name that says whose house.
const houseOf = new RegExp(
  `(?:^|[，。！？；\\s是叫])(${surname}${given}{2})(?=家(?:里|的|那|有|住|房|男|女|娃|两|，))`,
  'g',
);
const bareStart = new RegExp(
  `(?:^|[，。！？；\\s])(${surname}${given}{2})(?=[，。；]|家住|住在|$)`,
  'g',
);
const titled = new RegExp(
  `(${surname}${given}{1,2})(?=(?:同志|老人家|老师|书记|主任|支书|干部|医生|大爷|大娘|大妈))`,
  'g',
);
const notNames =
  /^(?:高兴|路灯|路面|谢谢|高血|黄金|金额|安排|万一|万块|常年|平时|方便|方法|时候|时间|全部|全家|成绩|成为|单位|明天|明年|年前|白内|白血|江北|包工|包括|关于|关系|解决|和谐|连续|房租|房贷|车费|车祸|路费|农药|水费|高中|高考|温度|马上|和平|应该|相关|向上|于是|任何|何时|何况|安全|安置|古稀|边上|费用|商量|盛产|严重|单独|单亲|常常|时常|甘愿|毛病|金融|方面|余额|文化|文盲|牛羊|马路|石头|万元|易地|米面|谷物|麦子|麻烦|明白|隆冬|荣幸|幸好|敬老|补贴|补助|税务|代办|代替|路上|尚未|项目|程序|成立|连夜|宁可|宁愿|全村|全是|全靠|万分|阳台|农民|农户|农村|江西|江苏|彭水|梁平|石柱|巫山|巫溪|武隆|江津|荣昌|万盛|万州|安徽|广东|云南|华西|西南|重庆|景区|党员|党委|宗教|苗子|麦地|查出|查到|仇家|游戏|左右|左腿|左手|左脚|石膏|毛衣|汤药|冷得|应急|管理|简单|连天|戚|穷)/;

/** Finds names, identity numbers and phone numbers. `original` and `folded` have equal length; strings are cut from the former. */
export function findPersonalData(original: string, folded: string): PersonalDataFound {
  const idCards: Span[] = [];
  const phones: Span[] = [];
  let rest = folded;
  const take = (into: Span[], start: number, end: number): void => {
    if (into.some((span) => start < span.end && end > span.start)) return;
    into.push({ start, end });
    rest = rest.slice(0, start) + '#'.repeat(end - start) + rest.slice(end);
  };
  const takeAll = (
    into: Span[],
    pattern: RegExp,
    keep: (text: string, start: number) => boolean,
  ): void => {
    for (const match of rest.matchAll(pattern)) {
      const text = match[1] ?? match[0];
      const start = match.index + match[0].length - text.length;
      if (keep(text, start)) take(into, start, start + text.length);
    }
  };
  takeAll(idCards, statedIdentity, () => true);
  takeAll(idCards, longNumber, (text, start) => {
    const digits = text.replace(/[ -]/g, '').length;
    return (
      digits >= 15 &&
      digits <= 20 &&
      !accountContext.test(rest.slice(Math.max(0, start - 12), start))
    );
  });
  const afterMobile = (pattern: RegExp): void =>
    takeAll(
      phones,
      pattern,
      (_text, start) => !accountContext.test(rest.slice(Math.max(0, start - 12), start)),
    );
  afterMobile(mobile);
  afterMobile(landline);
  takeAll(phones, spokenMobile, () => true);
  takeAll(phones, statedPhone, (text) => !/^(?:1[12]\d{1,3}|12\d{3}|9\d{4})$/.test(text));

  const names: Span[] = [];
  const hidden = rest;
  // A bare word is taken for a name only in a message that gives other particulars as well.
  const particulars = idCards.length + phones.length > 0 ? [bareStart] : [];
  for (const pattern of [...afterCue, besideNumber, houseOf, ...particulars, titled]) {
    for (const match of hidden.matchAll(pattern)) {
      const name = match[1] ?? '';
      const start = match.index + match[0].length - name.length;
      if (notNames.test(name)) continue;
      if (names.some((span) => start < span.end && start + name.length > span.start)) continue;
      names.push({ start, end: start + name.length });
      const kept = name.length === 4 ? 2 : 1;
      rest =
        rest.slice(0, start + kept) +
        '某'.repeat(name.length - kept) +
        rest.slice(start + name.length);
    }
  }
  const strings = (spans: readonly Span[]): readonly string[] => [
    ...new Set(
      [...spans].sort((a, b) => a.start - b.start).map((s) => original.slice(s.start, s.end)),
    ),
  ];
  return {
    pii: { names: strings(names), idCards: strings(idCards), phones: strings(phones) },
    masked: rest,
  };
}
