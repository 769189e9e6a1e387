/**
 * What the documents in force where a household lives say of each kind of help (政策明白卡): amounts, conditions, the office, document and
 * article. What the county's own documents do not name is kept apart: it exists, and nothing is claimed about it.
 */
import type { LocalDate } from '../calendar/local-date.ts';
import { type AreaWords, areaWordsOf } from './area-words.ts';
import { itemOffice } from './measure-office.ts';
import type { Pack } from './pack.ts';
import { type Responsible, responsibleFor } from './responsible.ts';
import { routingTopics } from './routing.ts';
import type { Source } from './setting.ts';
import type { AidScope, PolicySettings } from './settings.ts';
import type { MeasureClass, ToolboxItem } from './toolbox.ts';

/** Whole yuan, as the document sets them. */
export type PolicyAmount =
  /** At most so much for a household in a year. */
  | { readonly kind: 'household-year'; readonly yuan: number }
  /** At most so much a student may borrow in a year (巴南 2022 第9项). */
  | { readonly kind: 'loan-year'; readonly undergraduate: number; readonly graduate: number };

/** Where it is written. `of`: a list without a document, a town's own tool box. */
export type Written =
  | { readonly document: string; readonly article: string }
  | { readonly of: string };

export type PolicyItem = {
  readonly code: string;
  readonly title: string;
  readonly class: MeasureClass;
  /** The office as the county calls it. */
  readonly office: string;
  readonly condition: string | null;
  readonly amount: PolicyAmount | null;
  /** Null: the county's own documents do not name it. */
  readonly written: Written | null;
};

export type CountyPolicy = {
  /** The whole tool box, in its order. */
  readonly items: readonly PolicyItem[];
  /** Who answers for each matter. */
  readonly responsible: readonly Responsible[];
  /** What the county and its towns are called. */
  readonly places: AreaWords;
  /** First day of the documents; figures may have changed since. */
  readonly since: LocalDate;
  /** Calendar or working days from the report to the decision, as this county counts them. */
  readonly identify: Pick<PolicySettings['clock.identify'], 'value' | 'unit'>;
  readonly publicityDays: Pick<PolicySettings['publicity.min_days'], 'value' | 'unit'>;
  /** How far water may be fetched from; null where the county's documents do not say. */
  readonly water: Pick<
    PolicySettings['water.thresholds']['value'],
    'minutes' | 'horizontalMetres' | 'verticalMetres'
  > | null;
  /** Students 教育资助 is for; null where the county's documents do not say. */
  readonly aid: AidScope | null;
  /** 五无, where a measure is for those who have none of them. */
  readonly fiveNone: readonly string[] | null;
  /** 社会救助 in classes (西咸新区 二（2）6 分层分类救助体系); null where the county's documents do not say. */
  readonly aidClasses: readonly string[] | null;
};

/** Reads it out of the pack in force; `pack` may carry a town's own tool box. */
export function countyPolicy(pack: Pack): CountyPolicy {
  const { settings } = pack;
  const ownValue = <T>(setting: { readonly value: T; readonly source: Source }): T | null =>
    writtenAt(pack, setting.source) === null ? null : setting.value;
  const loan = settings['edu.loan_yuan'];
  const loanIn = loan.value === null ? null : writtenAt(pack, loan.source);
  return {
    items: settings.toolbox.value.map((item) =>
      item.code === 'student-loan' && loan.value !== null && loanIn !== null
        ? {
            ...policyItem(pack, item),
            amount: { kind: 'loan-year', ...loan.value },
            written: loanIn,
          }
        : policyItem(pack, item),
    ),
    responsible: routingTopics.map((topic) => responsibleFor(pack, topic)),
    places: areaWordsOf(pack),
    since: pack.effectiveFrom,
    identify: settings['clock.identify'],
    publicityDays: settings['publicity.min_days'],
    water: ownValue(settings['water.thresholds']),
    aid: ownValue(settings['edu.aid_scope']),
    fiveNone: ownValue(settings['insurance.five_none']),
    aidClasses: ownValue(settings['social_aid.classes']),
  };
}

const policyItem = (pack: Pack, item: ToolboxItem): PolicyItem => ({
  code: item.code,
  title: item.title,
  class: item.class,
  office: itemOffice(pack, item),
  condition: item.condition,
  amount:
    item.capYuanPerYear === null ? null : { kind: 'household-year', yuan: item.capYuanPerYear },
  // A list that cites no document was laid down here all the same.
  written:
    item.source.kind === 'own-default' ? { of: item.source.reason } : writtenAt(pack, item.source),
});

/** The default pack is made of other counties' documents: none of its clauses is said to be written here. */
const writtenAt = (pack: Pack, source: Source): Written | null =>
  source.kind === 'clause' && pack.extends !== null
    ? { document: source.document, article: source.article }
    : null;
