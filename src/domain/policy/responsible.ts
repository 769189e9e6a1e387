/**
 * Who answers for a matter: the department its tickets go to, and the item of the document's own table that names it (各项责任单位: 陇县's 50
 * items, 西咸新区's 20, 丰都县's 16, the annex of 巴南).
 */
import type { Pack } from './pack.ts';
import type { RoutingRow, RoutingTopic } from './routing.ts';

export type Responsible = {
  readonly topic: RoutingTopic;
  /** The office tickets of the topic go to, as the county names it. */
  readonly office: string;
  /** The item that charges it with the matter; null where the county's document has none. */
  readonly row: (RoutingRow & { readonly document: string }) | null;
};

/** Words of the tables, those that name the matter most closely first. A general item (三保障) stands last. */
const WORDS: Readonly<Record<RoutingTopic, readonly RegExp[]>> = {
  identification: [/识别/, /认定/, /监测/],
  'compulsory-education': [/控辍保学/, /义务教育/, /教育(?!资助)/, /三保障/],
  'education-aid': [/教育资助|助学/, /教育/, /三保障/],
  'medical-insurance': [/参保/, /医保/, /健康/, /三保障/],
  'medical-relief': [/大额自付|医疗救助/, /医保/, /健康|兜底保障/, /三保障/],
  'village-clinic': [/卫生室|医疗卫生机构/, /三保障/],
  housing: [/危房改造/, /房屋|住房/, /三保障/],
  'drinking-water': [/饮水工程管护|安全饮水|供水/, /饮水/],
  'social-assistance': [/低保|救助|兜底/, /低收入/],
  disability: [/残疾/],
  employment: [/就业帮扶/, /稳岗就业|就业/, /务工/],
  'unpaid-wages': [/欠薪/, /就业|务工|保障服务/],
  'small-loans': [/小额信贷/, /金融/],
  'unsold-produce': [/农产品销|消费(?:帮扶|扶贫)/],
  insurance: [/保险/],
  relocation: [/搬迁/],
  'resident-teams': [/驻村/, /驻乡|驻镇/],
  conduct: [/形式主义|作风/],
  inspection: [/督查/],
};

/** Who answers for the topic under this pack. A row that does not name the office is not about its work. */
export function responsibleFor(pack: Pack, topic: RoutingTopic): Responsible {
  const { settings } = pack;
  const office = settings.departments.value[settings['routing.topics'].value[topic]];
  const { source, value } = settings['routing.table'];
  if (source.kind !== 'clause' || pack.extends === null) return { topic, office, row: null };
  const own = value.filter(({ lead, support }) => [...lead, ...support].some(isOf(office)));
  for (const words of WORDS[topic]) {
    const row = own.find(({ item }) => words.test(item));
    if (row !== undefined) return { topic, office, row: { ...row, document: source.document } };
  }
  return { topic, office, row: null };
}

/**
 * Whom else the county's own table charges with a topic beside the office that has it in hand (配合单位 or 责任单位; BN-80, TN-05): the
 * office with the ticket calls on them. Empty where no item of the table names the matter.
 */
function together(pack: Pack, topic: RoutingTopic, office: string): readonly string[] {
  const { row } = responsibleFor(pack, topic);
  if (row === null) return [];
  return [...new Set([...row.lead, ...row.support])].filter((each) => !isOf(office)(each));
}

/**
 * What the officer with a ticket is told beside it: whom to call on, and for a house whom its renovation is for (巴南 2022 第11项: 已实施过
 * 农村危房改造但由于自然灾害等原因又变成危房的，可再次纳入, so an earlier renovation is no ground to refuse).
 */
export function saidOfIssue(
  pack: Pack,
  topic: RoutingTopic,
  office: string,
): {
  readonly together?: readonly string[];
  readonly helpFor?: { readonly title: string; readonly condition: string };
} {
  const offices = together(pack, topic, office);
  const item =
    topic === 'housing'
      ? pack.settings.toolbox.value.find(({ code }) => code === 'house-renovation')
      : undefined;
  const condition = item?.condition ?? null;
  return {
    ...(offices.length === 0 ? {} : { together: offices }),
    ...(item === undefined || condition === null
      ? {}
      : { helpFor: { title: item.title, condition } }),
  };
}

/** Tables shorten a name after the first (“新区教育卫体局，人社民政局”) and a name may carry another in brackets. */
const isOf =
  (office: string) =>
  (named: string): boolean => {
    const plain = office.replace(/（.*）$/, '');
    return plain.endsWith(named) || named.replace(/（.*）$/, '').endsWith(plain);
  };
