/** One household's way through the invented county under one of the packs, every step in the chat of who takes it. */
import { instant } from '#src/domain/calendar/instant.ts';
import { caseWorkHandlers } from '#src/operations/case/work-handlers.ts';
import { readPublicitySheet } from '#src/operations/console/read-publicity.ts';
import { openVillageAgendas } from '#src/operations/duty/open-village-agendas.ts';
import { publicityPage } from '#src/web/console/publicity.ts';
import { tick } from '#test/operations/plan/tool-box.ts';
import { asStaff } from '#test/operations/notice/office.ts';
import { areaWordsOf } from '#src/domain/policy/area-words.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { policyBook } from '#src/main/policy-book.ts';
import { assignPackToArea } from '#src/operations/policy/assign-pack.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { since2021 } from '#test/domain/case/journeys/older-years.ts';
import { addFamily } from '#test/operations/assessment/family.ts';
import {
  accountOf,
  AREAS,
  makeCounty,
  STAFF,
  type StaffKey,
} from '#test/operations/duty/county.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import { assessedAgain } from './better-off.ts';
import { lifeIn } from './life.ts';
import { verifyCase } from './rebuilt.ts';
import { photoOf } from './steps-bench.ts';

export type PackWalk = Awaited<ReturnType<typeof openPackCounty>>;

/** The county with its staff in post since 2020, all packs and the working days of every year that is walked through. */
export async function openPackCounty() {
  const policies = await loadPolicies();
  const book = policyBook(policies, []);
  book.withYears(since2021.years);
  const county = await makeCounty('2021-01-04T09:00:00+08:00', {
    policies: book,
    postsSince: '2020-01-01',
  });
  const life = lifeIn(county);
  const zhang = await county.household(500, 'a', '张大山', { phone: '13800000002' });
  await addFamily(county, zhang, 'a', [{ name: '张大山', bornOn: '1978-03-02' }]);
  const neighbours = await county.household(501, 'a', '李邻居');
  let caseId = '';
  let countyWord = '';
  let farmerAccount = '';

  const wordOfCounty = (packId: string): string => {
    const pack = policies.packs.get(packId);
    if (pack === undefined) throw new Error(packId);
    return areaWordsOf(pack).county;
  };

  /** The county follows the pack from its own day; a morning in the village, nothing has happened yet. */
  async function begin(packId: string, fromDay: string, day: string): Promise<void> {
    life.onDay(day);
    countyWord = wordOfCounty(packId);
    await county.clear();
    await county.system(async (trx) => {
      await trx.deleteFrom('account').where('staff_id', 'is', null).execute();
      for (const table of ['assessment', 'measure', 'plan', 'assignment'] as const) {
        await trx.deleteFrom(table).execute();
      }
      await trx.deleteFrom('area_pack_assignment').execute();
      await trx.updateTable('household').set({ monitored: null }).execute();
    });
    const assigned = await assignPackToArea(
      { db: county.db, clock: county.clock, policies },
      { packId, areaCode: AREAS.county.areaPath, fromDay: localDate(fromDay) },
    );
    if (!assigned.ok) throw new Error(assigned.refusal.code);
    farmerAccount = await life.farmer(900, 'a', zhang, '张大山');
  }

  /** The open duty of a kind with everything a person sees of its day. */
  async function due(kind: string) {
    const found = await county.system((trx) =>
      trx
        .selectFrom('duty')
        .select(['id', 'due_on as dueOn', 'strength', 'clause', 'estimated', 'owner_staff_id'])
        .where('kind', '=', kind)
        .where('state', '=', 'open')
        .execute(),
    );
    const [duty, another] = found;
    if (duty === undefined || another !== undefined) {
      throw new Error(`${found.length} open duties ${kind}`);
    }
    return duty;
  }

  /** Kind → last day of every open duty of the case. */
  const dues = async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      (await life.openDuties(caseId))
        .filter((each) => each.kind !== 'fill-assessment')
        .map(({ kind, dueOn }) => [kind, dueOn]),
    );

  /** Opens the duty in the chat of `who`, presses the buttons; returns the last answer. */
  async function doesDuty(
    who: StaffKey,
    kind: string,
    ...labels: readonly string[]
  ): Promise<string> {
    const chat = life.chat(who);
    let answer = await chat.pressLasting('duty-open', (await due(kind)).id);
    for (const label of labels) answer = await chat.press(label);
    return textOf(answer);
  }

  const told = async (): Promise<string> => (await county.told(farmerAccount)).at(-1)?.text ?? '';

  return {
    county,
    life,
    begin,
    /** 县, 区 or 新区: what the document calls it. */
    countyWord: () => countyWord,
    due,
    dues,
    doesDuty,
    /** The farmer's newest message. */
    told,
    toldAll: () => life.said(farmerAccount),
    on: life.onDay,
    /** The last minute of a day. */
    lateOn: (day: string) => county.clock.set(instant(Date.parse(`${day}T23:59:00+08:00`))),
    file: () => life.file(caseId),
    row: () =>
      county.system((trx) =>
        trx
          .selectFrom('case_file')
          .select(['state', 'pack_id as packId', 'due_on as dueOn', 'closed_at as closedAt'])
          .where('id', '=', caseId)
          .executeTakeFirstOrThrow(),
      ),
    /** The clauses of every duty of the case so far, as lists and exports show them. */
    clauses: async (): Promise<readonly string[]> => {
      const rows = await county.system((trx) =>
        trx.selectFrom('duty').select('clause').where('case_id', '=', caseId).execute(),
      );
      return rows.map((each) => each.clause);
    },
    caseId: () => caseId,
    /** 监测范围 of the wording the case runs under now. */
    lineYuan: async () => {
      const { pack } = await life.file(caseId);
      return book.packOf(pack).settings['monitor_line.yuan'].value;
    },
    rebuilds: () => verifyCase(county, caseId),
    /** What the log says of the rules the county's decision was held against. */
    decidedRules: async (): Promise<unknown> => {
      const { payload } = await county.system((trx) =>
        trx
          .selectFrom('case_event')
          .select('payload')
          .where('case_id', '=', caseId)
          .where('kind', '=', 'enrolled')
          .orderBy('seq', 'desc')
          .executeTakeFirstOrThrow(),
      );
      return payload;
    },
    /** The printed notice's heading, which names people as the county's document does. */
    noticeHeading: async (): Promise<string> => {
      const sheet = await readPublicitySheet(county.deps, officerUser, caseId);
      if (sheet === null) throw new Error('no sheet');
      const { markup } = publicityPage({ url: (name) => name, register: () => undefined }, sheet);
      return /<h1>(.*)<\/h1>/.exec(markup)?.[1] ?? '';
    },

    /** The recurring review of this village, at which nothing comes up. Returns its last day and the secretary's button. */
    opensAgendas: async (): Promise<{ dueOn: string; label: string }> => {
      await openVillageAgendas(county.deps);
      const { id, dueOn } = await county.system(async (trx) => {
        // The other villages are not walked through.
        await trx
          .updateTable('duty')
          .set({ state: 'cancelled' })
          .where('kind', '=', 'village-agenda')
          .where('area_path', '<>', AREAS.a.areaPath)
          .execute();
        return await trx
          .selectFrom('duty')
          .select(['id', 'due_on as dueOn'])
          .where('kind', '=', 'village-agenda')
          .where('state', '=', 'open')
          .executeTakeFirstOrThrow();
      });
      const chat = life.chat('secretaryA');
      await chat.pressLasting('duty-open', id);
      const label = (await chat.labels()).find((each) => each.endsWith('没有要议的线索')) ?? '';
      await chat.press(label);
      return { dueOn, label };
    },
    /** A neighbour has something to say against the notice that hangs, in a chat. */
    objects: async (words: string): Promise<void> => {
      const neighbour = chatOf(county, await life.farmer(901, 'a', neighbours, '李邻居'));
      await neighbour.say('对公示有意见');
      await neighbour.say('张大山');
      await neighbour.say(words);
    },
    /** Taking the notice down without a duty to do so, as a press on an older message would. */
    closesEliminationAnyway: () =>
      asStaff(county, 'officerA', (turn) =>
        caseWorkHandlers['close-elimination'](turn, { caseId }),
      ),
    /** Three taps and a case. */
    reports: async (): Promise<void> => {
      caseId = await life.report(farmerAccount, zhang);
    },
    taken: () => doesDuty('officerA', 'accept-clue', '我来受理'),
    /** Both who went are named. */
    verified: () =>
      doesDuty('officerA', 'verify-home', '去走访', '属实', '同去的人', '郑帮扶', '提交'),
    /** Signed or printed with a thumb on paper, which is photographed. */
    authorised: async (form: '签了字' | '按了手印' = '签了字'): Promise<string> => {
      const chat = life.chat('officerA');
      await chat.pressLasting('duty-open', (await due('authorise')).id);
      await chat.press(form);
      await chat.press('本人，念给他听的');
      const mediaId = await photoOf({ county }, accountOf('officerA'));
      return textOf(
        await chat.send({ kind: 'media', media: 'photo', mediaId, caption: '', seconds: 0 }),
      );
    },
    /** The secretary records the meeting of the day under the button of the officer who sat there. */
    reviewed: async (officer: string, result: string): Promise<string> => {
      const chat = life.chat('secretaryA');
      await chat.pressLasting('duty-open', (await due('village-review')).id);
      await chat.press('记录会议');
      // Minutes begun and left are offered again: these are of another meeting.
      if ((await chat.labels()).includes('重新写')) await chat.press('重新写');
      for (const label of ['今天开的', officer, '就这些人']) await chat.press(label);
      await chat.say('7');
      await chat.press(result);
      await chat.say('大家议了，他家住院花钱多，一致同意往上报');
      return textOf(await chat.press('提交'));
    },
    posted: () => doesDuty('officerA', 'post-publicity', '贴出去了，开始公示'),
    closed: () => doesDuty('officerA', 'close-publicity', '结束公示'),
    townPasses: () => doesDuty('town', 'town-review', `同意，报${countyWord}里`),
    countyEnrols: () => doesDuty('county', 'county-decision', '纳入', '确定纳入'),

    /** The town names the helper and settles what is done. */
    planned: async (title: string): Promise<string> => {
      const chat = life.chat('town');
      await chat.pressLasting('plan-open', zhang);
      await chat.press('定计划');
      await tick(chat, title);
      await chat.press('选好了');
      await chat.say('想在家门口找点活，好照看老人');
      await chat.press('郑帮扶');
      return textOf(await chat.press('定下来'));
    },
    /** 同意 on the message with the plan. */
    agreed: async (): Promise<string> => {
      const asked = (await county.told(farmerAccount)).at(-1);
      const [action, ref = ''] = (asked?.refs[0] ?? '').split(' ');
      if (action !== 'plan-agree') throw new Error('no plan was asked about');
      return textOf(await chatOf(county, farmerAccount).pressLasting('plan-agree', ref));
    },
    begun: async (title: string): Promise<string> => {
      const chat = life.chat('helperA');
      await chat.pressLasting('plan-open', zhang);
      await chat.press(title);
      return textOf(await chat.press('开始办了'));
    },
    /** What the helper sees on asking for elimination, and what can be pressed then. */
    asksElimination: async (): Promise<{ text: string; labels: readonly string[] }> => {
      const chat = life.chat('helperA');
      await chat.pressLasting('case-open', caseId);
      const text = textOf(await chat.press('申请消除风险'));
      return { text, labels: await chat.labels() };
    },
    assessed: (day: string) => assessedAgain(county, zhang, caseId, day),
    applied: async (way: '帮扶消除' | '自然消除' = '帮扶消除'): Promise<string> => {
      const chat = life.chat('helperA');
      await chat.pressLasting('case-open', caseId);
      await chat.press('申请消除风险');
      const answered = textOf(await chat.press(way));
      // Half a year above the line, an effect and a visit are not on record here.
      return answered.includes('没有记录')
        ? textOf(await chat.press('上门看过，情况属实'))
        : answered;
    },
    passes: (who: StaffKey, kind: string) => doesDuty(who, kind, '同意', '同意'),
    postedElimination: () => doesDuty('officerA', 'post-elimination', '张贴公示', '确定'),
    closedElimination: () => doesDuty('officerA', 'close-elimination', '结束公示', '确定'),
    marked: () => doesDuty('county', 'mark-elimination', '标注清单', '全部标注好了'),
    close: () => county.close(),
  };
}

const officerUser = {
  staffId: STAFF.officerA.id,
  name: STAFF.officerA.name,
  posts: [
    {
      postId: STAFF.officerA.id,
      staffId: STAFF.officerA.id,
      role: STAFF.officerA.role,
      department: null,
      areaId: AREAS.a.areaId,
      areaPath: AREAS.a.areaPath,
      areaName: AREAS.a.fullName,
    },
  ],
};
