/** Writes invented rosters of any size, the same every time: a row per member, as a county would export them. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { identityCheckDigit } from '#src/domain/people/identity-number.ts';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹'];
const GIVEN = [...'明华国平秀英建军桂芳玉兰志强春梅文丽海燕德生永福长贵小红大勇晓东秋菊'];
const RELATIONS = ['户主', '配偶', '之子', '之女', '之父', '之母'];
const HEALTH = ['健康', '健康', '健康', '长期慢性病', '残疾', '健康'];

/** How the areas of a roster are coded: twelve digits, the county's six unused in reality. */
export const villageCode = (village: number): string =>
  `539901${String(100 + Math.floor(village / 20)).padStart(3, '0')}${String(200 + (village % 20)).padStart(3, '0')}`;

const townCode = (town: number): string => `539901${String(100 + town).padStart(3, '0')}000`;

/** Writes `villages` villages in towns of 20 below one county. */
export async function writeAreasFile(path: string, villages: number): Promise<void> {
  const lines = ['代码,名称,级别', '539901000000,测试县,县'];
  for (let town = 0; town < Math.ceil(villages / 20); town += 1) {
    lines.push(`${townCode(town)},第${town + 1}镇,乡镇`);
  }
  for (let village = 0; village < villages; village += 1) {
    lines.push(`${villageCode(village)},第${village + 1}村,村`);
  }
  await write(path, lines);
}

/** Writes a roster of `households` households of `members` members, spread over `villages` villages. */
export async function writeHouseholdsFile(
  path: string,
  options: { readonly households: number; readonly members: number; readonly villages: number },
): Promise<void> {
  const header =
    '户编号,户主姓名,姓名,证件号码,与户主关系,性别,联系电话,村代码,组,家庭住址,户类型,健康状况,劳动技能,文化程度,民族';
  await write(path, rosterLines(header, options));
}

function* rosterLines(
  header: string,
  { households, members, villages }: { households: number; members: number; villages: number },
): Generator<string> {
  yield header;
  for (let household = 0; household < households; household += 1) {
    const surname = pick(SURNAMES, household);
    const head = nameOf(surname, household);
    // Sorted by village, as a county's export is.
    const village = villageCode(Math.floor((household * villages) / households));
    const phone = `199${String(household).padStart(8, '0')}`;
    for (let member = 0; member < members; member += 1) {
      const person = household * members + member;
      const name = member === 0 ? head : nameOf(surname, person + 7);
      yield [
        `5399${String(household).padStart(8, '0')}`,
        head,
        name,
        idNumber(person),
        pick(RELATIONS, member),
        person % 2 === 0 ? '男' : '女',
        phone,
        village,
        `${(household % 9) + 1}组`,
        `${(household % 97) + 1}号`,
        household % 5 === 0 ? '脱贫户' : '一般农户',
        pick(HEALTH, person),
        '普通劳动力',
        '初中',
        '汉族',
      ].join(',');
    }
  }
}

const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

const nameOf = (surname: string, at: number): string =>
  surname + pick(GIVEN, at * 7) + pick(GIVEN, Math.floor(at / 5) * 3 + at);

function idNumber(person: number): string {
  const day = String((person % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(person / 28) % 12) + 1).padStart(2, '0');
  const year = 1940 + (Math.floor(person / 336) % 70);
  // 84: odd is male; the order digits use what the birth day leaves over.
  const order = String((Math.floor(person / 23_520) * 2 + ((person + 1) % 2)) % 1000).padStart(
    3,
    '0',
  );
  const first17 = `539901${year}${month}${day}${order}`;
  return first17 + identityCheckDigit(first17);
}

async function write(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(path);
  let text = '';
  for (const line of lines) {
    text += `${line}\r\n`;
    if (text.length > 1 << 20) {
      if (!file.write(text)) await once(file, 'drain');
      text = '';
    }
  }
  file.end(text);
  await once(file, 'finish');
}
