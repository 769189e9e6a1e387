/** The people of the demo county as rows of its two lists: households with what surveys ask of them, and staff. */
import { roleTitle, type Role } from '#src/domain/people/roles.ts';
import {
  type DepartmentCode,
  departmentCodes,
  departmentTitle,
} from '#src/domain/policy/departments.ts';
import {
  DEMO_COUNTY,
  DEMO_PREFIX,
  type DemoTown,
  type DemoVillage,
  groupName,
} from './demo-places.ts';
import {
  between,
  chance,
  type Dice,
  family,
  idNumbers,
  nameOf,
  pad,
  type Person,
  pick,
} from './demo-people.ts';

const HOUSEHOLDS_PER_VILLAGE = 38;

/** Columns of the demo households, as `households` fills them. */
export const HOUSEHOLD_HEADERS = [
  ...[
    '户编号',
    '户主姓名',
    '姓名',
    '证件号码',
    '与户主关系',
    '性别',
    '联系电话',
    '村代码',
    '组',
    '户类型',
  ],
  ...['监测对象类别', '健康状况', '劳动技能', '在校生状况', '文化程度', '民族', '务工地点', '低保'],
];
/** Columns of the demo staff, as `staff` fills them. */
export const STAFF_HEADERS = [
  '人员编号',
  '姓名',
  '联系电话',
  '岗位',
  '部门',
  '地区代码',
  '开始日期',
  '包户户编号',
  '证件号码',
];

const POSTS_SINCE = '2025-03-01';

/** Grows row by row as villages and staff are added; the order of calls is part of the seed. */
export class DemoRegister {
  readonly households: string[][] = [];
  readonly staff: string[][] = [];
  readonly #dice: Dice;
  readonly #nextIdNumber: ReturnType<typeof idNumbers>;
  #householdCount = 0;
  #staffCount = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#nextIdNumber = idNumbers(dice);
  }

  /** The households of a village and the staff who look after them. */
  addVillage(village: DemoVillage): void {
    const dice = this.#dice;
    const looked: string[] = [];
    const locals: Person[] = [];
    const count = HOUSEHOLDS_PER_VILLAGE + between(dice, -4, 4);
    for (let at = 0; at < count; at += 1) {
      const people = family(dice, this.#nextIdNumber);
      const code = `${DEMO_PREFIX}${pad((this.#householdCount += 1), 6)}`;
      const watched = this.#addHousehold(
        code,
        village,
        groupName(Math.floor((at * village.groups) / count)),
        people,
      );
      if (watched) looked.push(code);
      locals.push(...people.filter((person) => person.age >= 30 && person.age <= 55));
    }
    this.#addVillageStaff(village, locals, looked);
  }

  /** Adds the rows of a household; true when it left poverty or is monitored, and so has a helper. */
  #addHousehold(
    code: string,
    village: DemoVillage,
    group: string,
    people: readonly Person[],
  ): boolean {
    const dice = this.#dice;
    const exited = chance(dice, 0.18);
    const monitored = chance(dice, exited ? 0.12 : 0.03);
    const category = exited ? '脱贫不稳定户' : pick(dice, ['边缘易致贫户', '突发严重困难户']);
    const lowIncome = chance(dice, monitored ? 0.5 : 0.04) ? '是' : '否';
    // One household in twenty has no telephone.
    const phone = chance(dice, 0.05) ? '' : `19900${pad(100_000 + this.#householdCount, 6)}`;
    const ethnicity = people[0]?.name.includes('·') ? '彝族' : chance(dice, 0.15) ? '苗族' : '汉族';
    for (const person of people) {
      this.households.push([
        ...[code, people[0]?.name ?? '', person.name, person.idNumber, person.relation],
        ...[person.sex === 'male' ? '男' : '女', phone, village.code, group],
        ...[exited ? '脱贫户' : '一般农户', monitored ? category : ''],
        ...formOf(dice, person, monitored),
        ...[ethnicity, away(dice, person), lowIncome],
      ]);
    }
    return exited || monitored;
  }

  /** An officer and a secretary who live in the village themselves, and helpers for the households that have one. */
  #addVillageStaff(
    village: DemoVillage,
    locals: readonly Person[],
    looked: readonly string[],
  ): void {
    const [officer, secretary] = locals;
    this.#addStaff('village-officer', village.code, officer);
    this.#addStaff('village-secretary', village.code, secretary);
    if (looked.length >= 8) this.#addStaff('resident-team', village.code, undefined);
    const half = Math.ceil(looked.length / 2);
    for (const part of [looked.slice(0, half), looked.slice(half)]) {
      if (part.length > 0) this.#addStaff('helper', village.code, undefined, part);
    }
  }

  /** Two officers and a leader. */
  addTownStaff(town: DemoTown): void {
    this.#addStaff('town-officer', town.code, undefined);
    this.#addStaff('town-officer', town.code, undefined);
    this.#addStaff('town-leader', town.code, undefined);
  }

  /** Every post of the county, and an officer in each department. */
  addCountyStaff(): void {
    const roles: readonly (readonly [Role, number])[] = [
      ['county-officer', 2],
      ['county-leader', 1],
      ['on-call', 2],
      ['auditor', 1],
      ['administrator', 1],
    ];
    for (const [role, count] of roles) {
      for (let at = 0; at < count; at += 1) this.#addStaff(role, DEMO_COUNTY.code, undefined);
    }
    for (const department of departmentCodes) {
      this.#addStaff('department-officer', DEMO_COUNTY.code, undefined, [], department);
    }
  }

  #addStaff(
    role: Role,
    areaCode: string,
    local: Person | undefined,
    households: readonly string[] = [],
    department: DepartmentCode | null = null,
  ): void {
    const number = (this.#staffCount += 1);
    const name = local?.name ?? nameOf(this.#dice, pick(this.#dice, ['male', 'female'] as const));
    this.staff.push([
      ...[
        `YL${pad(number, 4)}`,
        name,
        `199008${pad(number, 5)}`,
        roleTitle(role),
        department === null ? '' : departmentTitle(department),
        areaCode,
        POSTS_SINCE,
      ],
      ...[households.join('、'), local?.idNumber ?? ''],
    ]);
  }
}

/** 健康状况、劳动技能、在校生状况、文化程度, as age and luck make them. */
function formOf(dice: Dice, { age }: Person, monitored: boolean): readonly string[] {
  const ill = chance(dice, (monitored ? 0.25 : 0.04) + (age > 60 ? 0.15 : 0));
  const health = ill ? pick(dice, ['长期慢性病', '长期慢性病', '患有大病', '残疾']) : '健康';
  const labour =
    age < 16 || age > 75
      ? '无劳动力'
      : age > 60 || health === '患有大病'
        ? '弱劳动力或半劳动力'
        : health === '残疾'
          ? '丧失劳动力'
          : pick(dice, ['普通劳动力', '普通劳动力', '技能劳动力']);
  const schooling =
    age < 3
      ? '学龄前儿童'
      : age < 6
        ? '学前教育'
        : age < 12
          ? '小学'
          : age < 15
            ? '八年级'
            : age < 18
              ? '普通高中二年级'
              : '';
  const education =
    age < 16
      ? ''
      : age > 70
        ? pick(dice, ['文盲或半文盲', '小学'])
        : pick(dice, ['小学', '初中', '初中', '高中', '大专']);
  return [
    health,
    labour,
    age > 17 && age < 22 && chance(dice, 0.4) ? '本科二年级' : schooling,
    education,
  ];
}

/** 务工地点 */
const away = (dice: Dice, { age }: Person): string =>
  age >= 20 && age <= 50 && chance(dice, 0.3) ? pick(dice, ['省内县外', '省外', '县内']) : '';
