/**
 * Opens the work that comes back, as each area's pack lists it (例会、报告、遍访、培训; LX-07 陇县 2021 第2项 召开联席会议, BN-02 巴南 2022 第1项
 * 每月调度1次、每季度召开1次专题会议): one duty for each time, for the post and level the entry names, with the entry's clause.
 */
import { areaPath } from '#src/domain/people/areas.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { type Occurrence, occurrencesOn, opensDuty } from '#src/domain/duty/recurring-work.ts';
import { type DepartmentCode, departmentCodes } from '#src/domain/policy/departments.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { RecurringDuty } from '#src/domain/policy/recurring-duty.ts';
import { departmentsWithOfficer, type WorkArea, workAreas } from '#src/store/recurring-work.ts';
import { knownDutyKeys } from '#src/store/village-agenda.ts';
import { type NewDuty, openDuties } from './open-duty.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

const PAGE = 100;

/**
 * Opens what is to be done by now; safe to run at any time: `duty.key` is unique, and the key names entry, area, department, time
 * and number. Returns how many are new.
 */
export async function openRecurringWork(
  deps: BackgroundDeps,
  page: number = PAGE,
): Promise<number> {
  let opened = 0;
  let after: string | null = '';
  while (after !== null) {
    const done: { readonly opened: number; readonly last: string | null } = await openPage(
      deps,
      after,
      page,
    );
    opened += done.opened;
    after = done.last;
  }
  return opened;
}

async function openPage(
  deps: BackgroundDeps,
  after: string,
  limit: number,
): Promise<{ readonly opened: number; readonly last: string | null }> {
  const { value } = await inBackground(deps, async (context) => {
    const areas = await workAreas(context.trx, context.today, after, limit);
    const packs = new Map<string, Pack>();
    const wanted: NewDuty[] = [];
    for (const area of areas) {
      const pack = packs.get(area.packId) ?? context.policies.packFor(area.packId, context.today);
      packs.set(area.packId, pack);
      wanted.push(...(await dutiesOf(context, area, pack)));
    }
    const known = await knownDutyKeys(
      context.trx,
      wanted.map((each) => each.key),
    );
    const fresh = await openDuties(
      context,
      wanted.filter((each) => !known.has(each.key)),
    );
    return {
      opened: fresh.length,
      last: areas.length < limit ? null : (areas.at(-1)?.areaPath ?? null),
    };
  });
  return value;
}

async function dutiesOf(
  context: WorkContext,
  area: WorkArea,
  pack: Pack,
): Promise<readonly NewDuty[]> {
  const duties: NewDuty[] = [];
  for (const entry of pack.settings.recurring_duties.value.filter(opensDuty)) {
    const level = entry.level === 'department' ? 'county' : entry.level;
    if (level !== area.level) continue;
    const occurrences = occurrencesOn(entry, context.today, area.since);
    if (occurrences.length === 0) continue;
    for (const department of await departmentsOf(context, area, pack, entry)) {
      for (const each of occurrences) {
        duties.push(dutyOf(context, { area, pack, entry, department }, each));
      }
    }
  }
  return duties;
}

/** Whom an entry is asked of: the department it names, each department where it names none of them, or the post alone (null). */
async function departmentsOf(
  context: WorkContext,
  area: WorkArea,
  pack: Pack,
  { level, ownerRole, ownerUnit }: RecurringDuty,
): Promise<readonly (DepartmentCode | null)[]> {
  if (ownerRole !== 'department-officer') return [null];
  const offices = pack.settings.departments.value;
  const named = departmentCodes.find((code) => offices[code] === ownerUnit) ?? null;
  return named === null && level === 'department'
    ? await departmentsWithOfficer(context.trx, areaPath(area.areaPath), context.today)
    : [named];
}

function dutyOf(
  context: WorkContext,
  of: {
    readonly area: WorkArea;
    readonly pack: Pack;
    readonly entry: RecurringDuty;
    readonly department: DepartmentCode | null;
  },
  { from, dueOn, nth, of: times }: Occurrence,
): NewDuty {
  const { area, pack, entry, department } = of;
  return {
    key: `recurring-work:${entry.code}:${area.areaId}:${department ?? ''}:${from}:${nth}`,
    terms: {
      ...dutyTerms('recurring-work', {
        openedAt: context.now,
        pack,
        calendar: context.policies.calendar,
        ownerRole: entry.ownerRole,
        dueOn,
      }),
      // Each entry has a clause of its own.
      clause: { setting: 'recurring_duties', source: entry.source },
    },
    pack,
    area,
    about: {},
    ...(department === null ? {} : { department }),
    details: {
      code: entry.code,
      // Words of the pack, which is public: lists show them as they stood when it was opened.
      title: times === 1 ? entry.title : `${entry.title}（第${nth}次，共${times}次）`,
      evidence: entry.evidence,
      ...(entry.ownerUnit === null ? {} : { unit: entry.ownerUnit }),
      escalateTo: entry.escalateTo,
    },
    announce: 'none',
  };
}
