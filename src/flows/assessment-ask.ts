/** One question of 收支和三保障 as a message, and what its buttons answer. */
import {
  type Assessment,
  disasterKinds,
  MOST_RISKS,
  wishes,
} from '#src/domain/assessment/assessment.ts';
import { assetKinds } from '#src/domain/assessment/assets.ts';
import { causesWithoutLine } from '#src/domain/assessment/income-sheet.ts';
import { copingStates } from '#src/domain/assessment/category.ts';
import { housingStates } from '#src/domain/assessment/guarantees.ts';
import { waterTroubles } from './assessment-draft.ts';
import {
  askedOf,
  isNet,
  isSum,
  type Progress,
  type Question,
  type SumQuestion,
  sumBefore,
  type TapQuestion,
} from './assessment-questions.ts';
import type { AssessmentSubject } from './assessment.needs.ts';
import { ask, choice, type Question as Asked } from './choices.ts';
import type { Choice } from './flow.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/assessment.ts';
import { buttonLabels } from './text/engine.ts';
import { riskLabel } from './text/risk.ts';

const back = choice('back', buttonLabels.back);
const later = choice('later', text.assessmentLabels.later);

/** Options on one page of several; with 选好了, 更多 and 返回 they make eight. */
const PAGE = 5;

/** The question with its buttons. `lead`: what was understood of the answer before. */
export function askQuestion(
  question: Question,
  progress: Progress,
  subject: AssessmentSubject,
  page: number,
  lead: string,
): Asked {
  const asked = askedOf(progress, subject);
  const words = isSum(question)
    ? text.askSum(question, causesWithoutLine(subject.expenseCauses))
    : question === 'assets'
      ? text.askAssets(subject.fiveNone ?? null)
      : text.askTap(question);
  const hint = isSum(question) && asked.find(isSum) === question ? [text.sumHint()] : [];
  const head = text.counted(asked.indexOf(question) + 1, asked.length, words);
  const said = [...(lead === '' ? [] : [lead]), head, ...hint].join('\n');
  return isSum(question)
    ? askFor(said, sumChoices(question, subject))
    : askFor(said, tapChoices(question, progress.draft, subject, page));
}

function askFor(words: string, choices: readonly Choice[]): Asked {
  const [first, ...others] = choices;
  return first === undefined ? ask(words, back) : ask(words, first, ...others, back);
}

function sumChoices(question: SumQuestion, subject: AssessmentSubject): readonly Choice[] {
  const before = sumBefore(question, subject) ?? 0;
  return [
    choice('none', text.assessmentLabels.none),
    ...(before === 0 ? [] : [choice('same', text.sameAsLast(before))]),
    ...(isNet(question) ? [choice('not-yet', text.assessmentLabels.notYet)] : []),
    later,
  ];
}

type Option = { readonly id: string; readonly label: string; readonly chosen: boolean };

function tapChoices(
  question: TapQuestion,
  draft: Assessment,
  subject: AssessmentSubject,
  page: number,
): readonly Choice[] {
  switch (question) {
    case 'housing':
      return [...housingStates.map((each) => choice(each, text.housingLabel[each])), later];
    case 'school':
      return [
        choice('in-school', text.schoolingLabel['in-school']),
        choice('dropped-out', text.schoolingLabel['dropped-out']),
        choice('unable', text.schoolingLabel.unable),
        later,
      ];
    case 'coping':
      return [...copingStates.map((each) => choice(each, text.copingLabel[each])), later];
    case 'disaster-kind':
      return disasterKinds.map((each) => choice(each, text.disasterLabel[each]));
    default:
      return severalChoices(question, optionsOf(question, draft, subject), page);
  }
}

/** Questions of which several answers can be true. */
type Several = Exclude<TapQuestion, 'housing' | 'school' | 'coping' | 'disaster-kind'>;

function severalChoices(
  question: Several,
  options: readonly Option[],
  page: number,
): readonly Choice[] {
  const from = (page - 1) * PAGE;
  const shown = options.slice(from, from + PAGE);
  const some = options.some((each) => each.chosen);
  return [
    choice('chosen', some || question === 'risks' ? text.assessmentLabels.chosen : NONE[question]),
    ...shown.map((each) => choice(each.id, each.chosen ? text.ticked(each.label) : each.label)),
    ...(options.length > PAGE ? [choice('more', text.assessmentLabels.more)] : []),
  ];
}

const NONE: Readonly<Record<Several, string>> = {
  risks: text.assessmentLabels.chosen,
  insurance: text.assessmentLabels.nobody,
  water: text.assessmentLabels.noTrouble,
  wishes: text.assessmentLabels.nothing,
  assets: text.assessmentLabels.nothing,
};

function optionsOf(
  question: Several,
  draft: Assessment,
  subject: AssessmentSubject,
): readonly Option[] {
  const { guarantees } = draft;
  const option = (id: string, label: string, chosen: readonly string[] | null): Option => ({
    id,
    label,
    chosen: (chosen ?? []).includes(id),
  });
  switch (question) {
    case 'risks':
      return subject.riskTypes.map((each) => option(each, riskLabel(each), draft.risks));
    case 'insurance':
      return subject.members.map((each) => option(each.memberId, each.name, guarantees.uninsured));
    case 'water':
      return waterTroubles.map((each) =>
        option(each, text.waterLabel(each, subject.water), guarantees.water),
      );
    case 'wishes':
      return wishes.map((each) => option(each, text.wishLabel[each], draft.wishes));
    case 'assets':
      return assetKinds.map((each) => option(each, text.assetLabel[each], draft.assets));
  }
}

/** How many pages a question's options have. */
export const pagesOf = (
  question: Question,
  draft: Assessment,
  subject: AssessmentSubject,
): number =>
  isSeveral(question)
    ? Math.max(1, Math.ceil(optionsOf(question, draft, subject).length / PAGE))
    : 1;

/** Whether a question takes several answers. */
export const isSeveral = (question: Question): question is Several =>
  question === 'risks' ||
  question === 'insurance' ||
  question === 'water' ||
  question === 'wishes' ||
  question === 'assets';

/** The draft after one button of a question with one answer; null when the button is none of its answers. */
export function tapped(question: TapQuestion, draft: Assessment, id: string): Assessment | null {
  const { guarantees } = draft;
  switch (question) {
    case 'housing': {
      const housing = storedOneOf(id, housingStates);
      return housing === null ? null : { ...draft, guarantees: { ...guarantees, housing } };
    }
    case 'school': {
      const schooling = storedOneOf(id, ['in-school', 'dropped-out', 'unable'] as const);
      return schooling === null ? null : { ...draft, guarantees: { ...guarantees, schooling } };
    }
    case 'coping': {
      const coping = storedOneOf(id, copingStates);
      return coping === null ? null : { ...draft, coping };
    }
    case 'disaster-kind': {
      const disaster = storedOneOf(id, disasterKinds);
      return disaster === null ? null : { ...draft, disaster };
    }
    default:
      return null;
  }
}

/** The draft with an option of a question with several answers switched on or off; null when it is none of its options. */
export function toggled(
  question: Several,
  draft: Assessment,
  subject: AssessmentSubject,
  id: string,
): Assessment | null {
  const { guarantees } = draft;
  switch (question) {
    case 'risks': {
      const risk = storedOneOf(id, subject.riskTypes);
      if (risk === null) return null;
      const risks = flipped(draft.risks, risk);
      return risks.length > MOST_RISKS ? draft : { ...draft, risks };
    }
    case 'insurance': {
      const member = subject.members.find((each) => each.memberId === id);
      if (member === undefined) return null;
      const uninsured = flipped(guarantees.uninsured ?? [], member.memberId);
      return { ...draft, guarantees: { ...guarantees, uninsured } };
    }
    case 'water': {
      const trouble = storedOneOf(id, waterTroubles);
      if (trouble === null) return null;
      const water = flipped(guarantees.water ?? [], trouble);
      return { ...draft, guarantees: { ...guarantees, water } };
    }
    case 'wishes': {
      const wish = storedOneOf(id, wishes);
      return wish === null ? null : { ...draft, wishes: flipped(draft.wishes ?? [], wish) };
    }
    case 'assets': {
      const asset = storedOneOf(id, assetKinds);
      return asset === null ? null : { ...draft, assets: flipped(draft.assets ?? [], asset) };
    }
  }
}

/** 选好了: what was not ticked is said not to be. */
export function chosen(question: Several, draft: Assessment): Assessment {
  const { guarantees } = draft;
  switch (question) {
    case 'risks':
      return draft;
    case 'insurance':
      return { ...draft, guarantees: { ...guarantees, uninsured: guarantees.uninsured ?? [] } };
    case 'water':
      return { ...draft, guarantees: { ...guarantees, water: guarantees.water ?? [] } };
    case 'wishes':
      return { ...draft, wishes: draft.wishes ?? [] };
    case 'assets':
      return { ...draft, assets: draft.assets ?? [] };
  }
}

const flipped = <T>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
