/**
 * What is asked for each deed, and what it becomes. A deed asks one or two questions; each answer is a button (or, where said, words),
 * and the last one states the intent.
 */
import { type LocalDate, plusDays } from '#src/domain/calendar/local-date.ts';
import type { DeedName } from '#src/domain/case/deeds.ts';
import { eliminationWays } from '#src/domain/case/elimination.ts';
import {
  eliminationAnswers,
  eliminationDoubts,
  fastTrackGrounds,
  longCaseResults,
  suspensionReasons,
} from '#src/domain/case/reasons.ts';
import type { CaseWork } from './case-work.needs.ts';
import { choice } from './choices.ts';
import type { Choice, Facts, Intent, Need } from './flow.ts';
import { storedOneOf } from './place.ts';
import { answerLabel, askAnswer } from './text/elimination-record.ts';
import { formatDay } from './text/format.ts';
import * as text from './text/case-work.ts';
import { fastTrackLabel, suspensionLabel } from './text/overlay-reasons.ts';
import { typedYuan } from './typed-yuan.ts';

/** A question of a deed: its words and buttons, without the way back. */
export type DeedQuestion = { readonly words: string; readonly choices: readonly Choice[] };

/** What an answer leads to: the next question, the intent, the words again with why, or nothing (not an answer). */
export type DeedAnswer =
  | { readonly kind: 'next'; readonly answer: string }
  | { readonly kind: 'do'; readonly intent: Intent }
  | { readonly kind: 'again'; readonly words: string }
  | null;

type Asking = {
  readonly work: CaseWork;
  /** What was chosen before; '' at the first question. */
  readonly answer: string;
  readonly facts: Facts;
};

export type Deed = {
  /** The question, or the facts it misses. */
  readonly ask: (asking: Asking) => DeedQuestion | Need;
  /** An answer by a button's id. */
  readonly pressed: (id: string, asking: Asking) => DeedAnswer;
  /** An answer in words, where the deed takes one. */
  readonly said?: (words: string, asking: Asking) => DeedAnswer;
};

const doing = (intent: Intent): DeedAnswer => ({ kind: 'do', intent });

/** One of a closed list, then done. */
const pick = <T extends string>(
  words: (asking: Asking) => string,
  list: readonly T[],
  label: (each: T) => string,
  intent: (caseId: string, each: T) => Intent,
): Deed => ({
  ask: (asking) => ({
    words: words(asking),
    choices: list.map((each) => choice(each, label(each))),
  }),
  pressed: (id, { work }) => {
    const picked = storedOneOf(id, list);
    return picked === null ? null : doing(intent(work.caseId, picked));
  },
});

/** Yes, or back. */
const sure = (
  words: (asking: Asking) => string,
  label: string,
  intent: (caseId: string) => Intent,
): Deed => ({
  ask: (asking) => ({ words: words(asking), choices: [choice('yes', label)] }),
  pressed: (id, { work }) => (id === 'yes' ? doing(intent(work.caseId)) : null),
});

/** 同意, 不同意. */
const answerTo = (
  words: (asking: Asking) => string,
  intent: (caseId: string, approve: boolean) => Intent,
): Deed => ({
  ask: (asking) => ({
    words: words(asking),
    choices: [choice('approve', text.waysOut.approve), choice('reject', text.waysOut.reject)],
  }),
  pressed: (id, { work }) =>
    id === 'approve' || id === 'reject' ? doing(intent(work.caseId, id === 'approve')) : null,
});

/** Ends offered for a suspension, in calendar days from today. */
const SPANS = [3, 5, 7, 10, 15] as const;

const endsFor = ({ work, facts }: Asking): readonly LocalDate[] =>
  SPANS.filter((days) => days <= work.suspensionDaysLeft).map((days) =>
    plusDays(facts.today, days),
  );

const suspend: Deed = {
  ask: (asking) => {
    const { work, answer, facts } = asking;
    if (answer !== '') {
      const ends = endsFor(asking);
      return {
        words: ends.length === 0 ? text.nothingLeftToSuspend() : text.askUntil(),
        choices: ends.map((day) => choice(day, formatDay(day, facts.today))),
      };
    }
    return {
      words: text.askSuspension(),
      choices: work.suspensionReasons.map((each) => choice(each, suspensionLabel(each))),
    };
  },
  pressed: (id, asking) => {
    const { work, answer } = asking;
    if (answer === '') {
      const reason = storedOneOf(id, work.suspensionReasons);
      return reason === null ? null : { kind: 'next', answer: reason };
    }
    const reason = storedOneOf(answer, suspensionReasons);
    const until = endsFor(asking).find((day) => day === id);
    return reason === null || until === undefined
      ? null
      : doing({ intent: 'propose-suspension', caseId: work.caseId, reason, until });
  },
};

const giveRelief: Deed = {
  ask: ({ work, answer }) => {
    const kind = work.reliefKinds.find((each) => each.code === answer);
    return kind === undefined
      ? {
          words: text.askRelief(),
          choices: work.reliefKinds.map((each) => choice(each.code, each.title)),
        }
      : { words: text.askYuan(kind.title), choices: [choice('no-sum', text.waysOut.noSum)] };
  },
  pressed: (id, { work, answer }) => {
    const { caseId } = work;
    if (answer !== '') {
      return id === 'no-sum'
        ? doing({ intent: 'record-relief', caseId, code: answer, yuan: null })
        : null;
    }
    const kind = work.reliefKinds.find((each) => each.code === id);
    if (kind === undefined) return null;
    return kind.money
      ? { kind: 'next', answer: kind.code }
      : doing({ intent: 'record-relief', caseId, code: kind.code, yuan: null });
  },
  said: (words, { work, answer }) => {
    if (answer === '') return null;
    const read = typedYuan(words);
    return read.kind === 'yuan'
      ? doing({ intent: 'record-relief', caseId: work.caseId, code: answer, yuan: read.yuan })
      : { kind: 'again', words: text.yuanUnclear() };
  },
};

/** `answer` holds the name that was searched for. */
const merge: Deed = {
  ask: ({ work, answer, facts }) => {
    const found = facts.answers['same-household'];
    if (found === undefined) return { need: 'same-household', caseId: work.caseId, text: answer };
    return {
      words: [
        text.askSame(work, found.length),
        ...found.map((each, at) => `${at + 1}. ${text.sameLine(each, facts.today)}`),
      ].join('\n'),
      choices: found.map((each, at) =>
        choice(`case-${each.caseId}`, `${at + 1}. ${each.headName}`),
      ),
    };
  },
  pressed: (id, { work }) =>
    id.startsWith('case-')
      ? doing({
          intent: 'merge-cases',
          caseId: work.caseId,
          otherCaseId: id.slice('case-'.length),
        })
      : null,
  said: (words) => (words.trim() === '' ? null : { kind: 'next', answer: words.trim() }),
};

const nameResponsible: Deed = {
  ask: ({ work, facts }) => {
    const { colleagues } = facts.answers;
    if (colleagues === undefined) return { need: 'colleagues', areaPath: work.areaPath };
    return {
      words: colleagues.length === 0 ? text.nobodyThere() : text.askResponsible(),
      choices: colleagues.map((each) =>
        choice(`staff-${each.staffId}`, `${each.name} ${each.title}`),
      ),
    };
  },
  pressed: (id, { work }) =>
    id.startsWith('staff-')
      ? doing({
          intent: 'name-responsible',
          caseId: work.caseId,
          staffId: id.slice('staff-'.length),
        })
      : null,
};

/** The way first; where the record does not bear out what is said, the reason after it. `answer` holds the way. */
const applyElimination: Deed = {
  ask: ({ work, answer, facts }) => {
    if (text.isBlocked(work)) {
      return {
        words: text.askElimination(work, facts.today),
        choices:
          work.obstacles?.sheetWanted === true ? [choice('ask-sheet', text.waysOut.askSheet)] : [],
      };
    }
    return answer === ''
      ? {
          words: text.askWay(work, facts.today),
          choices: eliminationWays.map((way) => choice(way, text.wayLabel(way))),
        }
      : {
          words: askAnswer(work, facts.today),
          choices: eliminationAnswers.map((each) => choice(each, answerLabel(each))),
        };
  },
  pressed: (id, { work, answer }) => {
    const { caseId, obstacles } = work;
    if (id === 'ask-sheet') return doing({ intent: 'ask-elimination-sheet', caseId });
    if (answer === '') {
      const way = storedOneOf(id, eliminationWays);
      if (way === null) return null;
      return (obstacles?.toAnswer.length ?? 0) > 0
        ? { kind: 'next', answer: way }
        : doing({ intent: 'apply-elimination', caseId, way, answer: null });
    }
    const way = storedOneOf(answer, eliminationWays);
    const why = storedOneOf(id, eliminationAnswers);
    return way === null || why === null
      ? null
      : doing({ intent: 'apply-elimination', caseId, way, answer: why });
  },
};

/** Everything but the county's list, which has a step of its own. */
export const deeds: Readonly<Record<Exclude<DeedName, 'mark-eliminated'>, Deed>> = {
  'fast-track': pick(text.askGround, fastTrackGrounds, fastTrackLabel, (caseId, ground) => ({
    intent: 'propose-fast-track',
    caseId,
    ground,
  })),
  'answer-fast-track': answerTo(
    ({ work }) => text.askApproveFastTrack(work),
    (caseId, approve) => ({ intent: 'answer-fast-track', caseId, approve }),
  ),
  'give-relief': giveRelief,
  suspend,
  'answer-suspension': answerTo(
    ({ work, facts }) => text.askApproveSuspension(work, facts.today),
    (caseId, approve) => ({ intent: 'answer-suspension', caseId, approve }),
  ),
  resume: sure(text.askResume, text.waysOut.yes, (caseId) => ({ intent: 'resume-clock', caseId })),
  merge,
  'name-responsible': nameResponsible,
  'review-long-case': pick(
    text.askLongCase,
    longCaseResults,
    text.longCaseLabel,
    (caseId, result) => ({ intent: 'review-long-case', caseId, result }),
  ),
  'apply-elimination': applyElimination,
  'pass-elimination': sure(
    ({ work, facts }) => text.askPass(work, facts.today),
    text.waysOut.approve,
    (caseId) => ({ intent: 'pass-elimination', caseId }),
  ),
  'return-elimination': pick(
    text.askDoubt,
    eliminationDoubts.filter((doubt) => doubt !== 'objection-upheld'),
    text.doubtLabel,
    (caseId, doubt) => ({ intent: 'return-elimination', caseId, doubt }),
  ),
  'post-elimination': sure(text.askPost, text.waysOut.yes, (caseId) => ({
    intent: 'post-elimination',
    caseId,
  })),
  'close-elimination': sure(text.askClose, text.waysOut.yes, (caseId) => ({
    intent: 'close-elimination',
    caseId,
  })),
  reopen: sure(text.askReopen, text.waysOut.yes, (caseId) => ({ intent: 'reopen-case', caseId })),
};
