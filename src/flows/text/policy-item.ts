/**
 * Kinds of help by the codes of the tool box: by which words people ask for one, and what it is in a sentence. Nothing here depends on
 * the place; amounts, conditions and offices are the county's own (`county-policy.ts`).
 */

type ItemText = {
  /** Words that ask for this very thing; what asks for a whole field (低保, 住院) is a topic and stands in `policy.ts`. */
  readonly words: RegExp;
  /** What it is. */
  readonly plain: string;
  /** What to bring when claiming it. No document lists it; offices differ, and the words say so. */
  readonly bring?: string;
};

const ITEMS: Readonly<Record<string, ItemText>> = {
  'industry-award': { words: /奖补|以奖代补/, plain: '种养搞起来了，看过以后给一点奖补' },
  'courtyard-economy': { words: /庭院|五小经济/, plain: '在自家院子前后种点、养点、做点小买卖' },
  'industry-guidance': { words: /技术员|指导员|技术指导/, plain: '有人上门教种养技术' },
  'sales-help': { words: /滞销|卖不(?:掉|出)|消费帮扶/, plain: '农产品不好卖，帮着找销路' },
  'farm-insurance': {
    words: /农业保险|养殖保险|种植保险/,
    plain: '庄稼、牲口买的保险，受了灾由保险公司来看',
  },
  'skills-training': { words: /技能|学手艺|免费培训/, plain: '学一门手艺' },
  'career-guidance': { words: /职业指导/, plain: '有人帮着看适合干什么活' },
  'job-messages': { words: /招工信息|务工信息/, plain: '招工的消息发给您' },
  'point-to-point': { words: /点对点|专车.*务工|包车/, plain: '有人组织，一起出门、一起到厂里' },
  workshop: { words: /帮扶车间|社区工厂/, plain: '家门口的厂子招人' },
  'work-relief': { words: /以工代赈/, plain: '村里修路修渠，请本地人干活拿工钱' },
  'casual-labour-market': { words: /零工/, plain: '打短工的市场' },
  'travel-subsidy': {
    words: /(?:交通|车费|路费|车票).*(?:补|报)|(?:补|报).*(?:交通|车费|路费|车票)/,
    plain: '到外地打工，路费按规定补一些',
    bring:
      '报的时候一般要带：①身份证；②在外地干活的证明，劳动合同、工资单、厂里写的条子都行；③车票，或者付车费的记录；④本人的银行卡，到窗口再拿出来，卡号不要发在这里。各处要的不全一样，去之前先问一声，免得白跑',
  },
  'work-costs': { words: /务工食宿/, plain: '在外打工吃住行有难处的帮一把' },
  'tax-relief': { words: /税收减免/, plain: '厂子招人可以少缴税，由厂子去办' },
  'public-post': { words: /公益(?:性)?岗/, plain: '村里保洁、护林这一类岗位' },
  'disabled-post': { words: /残疾.*(?:岗|工作)/, plain: '给残疾人留的岗位' },
  'yulu-plan': { words: /雨露/, plain: '孩子读职校、技校，按学期补一笔' },
  'student-loan': {
    words: /助学贷款|生源地|大学.*贷款|贷款.*(?:上|读)大学/,
    plain: '读大学向银行借的学费，毕业以后自己还',
  },
  'home-teaching': { words: /送教/, plain: '孩子残疾重、去不了学校，老师上门教' },
  'poverty-insurance': {
    words: /防贫保/,
    plain: '公家统一买的保险，遇到大病、意外、受灾时由保险公司来看',
  },
  'small-loan': { words: /小额(?:信)?贷/, plain: '银行放给农户的小贷款，只能用在生产上，要还' },
  'fumin-loan': { words: /富民贷/, plain: '银行放给农户搞生产的贷款，要还' },
  'yukuai-loan': { words: /渝快|助农贷/, plain: '银行放给农户搞生产的贷款，要还' },
  'insurance-aid': {
    words:
      /(?:资助|代缴|免缴).*(?:参保|医保|合作医疗)|(?:参保|医保|合作医疗).*(?:资助|代缴|免缴|补助|[交缴出]不起|没钱[交缴])|[交缴]不起.*(?:医保|合作医疗)/,
    plain: '缴医保的钱，一部分由公家出',
  },
  'serious-illness-insurance': {
    words: /大病保险|大病补充/,
    plain: '医保报过以后，自己付得多的再报一次',
  },
  'medical-relief': { words: /医疗救助/, plain: '医保和大病保险报过以后还是困难的，再申请一次' },
  'special-medical-relief': {
    words: /一事一议|特殊(?:医疗)?救助/,
    plain: '大病花费特别高的，单独商量怎么帮',
  },
  'medical-mutual-aid': { words: /医疗互助/, plain: '大家凑一点，谁家生病帮谁家' },
  'chronic-certification': {
    words: /慢性?病|慢特病|两病|高血压|糖尿病/,
    plain: '长期吃药的病先认定下来，以后门诊买药按规定报',
  },
  'family-doctor': { words: /家庭医生|签约/, plain: '有固定的医生定期看、能打电话问' },
  'treat-first': {
    words: /先诊疗|先看病|后付费|后付款|押金.*住院|住院.*押金/,
    plain: '住院先看病，出院时再结账',
  },
  'one-stop-settlement': { words: /一站式/, plain: '医保、大病、救助在一个窗口一次结清' },
  'house-appraisal': { words: /鉴定.*房|房.*鉴定/, plain: '由懂行的人来看房子还能不能住' },
  'house-renovation': {
    words: /(?:危房|房子).*改造|改造.*(?:危房|房子)|改造过/,
    plain: '房子鉴定出来不能住的，帮着修或者重建',
  },
  'water-testing': { words: /水质检测|化验/, plain: '取水样去化验' },
  'pension-insurance': { words: /养老保险|养老金/, plain: '年轻时缴，老了按月领' },
  'relocation-support': { words: /搬迁/, plain: '搬下来以后的产业、就业接着帮' },
};

/** The code a question asks for by name; null when it names no single kind of help. */
export const itemAsked = (question: string): string | null =>
  Object.keys(ITEMS).find((code) => ITEMS[code]?.words.test(question) === true) ?? null;

/** What to bring when claiming it, without its full stop; null where nothing can be said beforehand. */
export const itemChecklist = (code: string): string | null => ITEMS[code]?.bring ?? null;

/** What it is, in a sentence without its full stop; null for what only the county knows. */
export const itemMeaning = (code: string): string | null => ITEMS[code]?.plain ?? null;
