/** 再看一遍: clues long without a decision (LX-06), and reports that came to nothing (FD-04). Lists for the town and the county. */
import { roleCarries } from '#src/domain/people/permissions.ts';
import { type CaseListName, caseLists } from './case-step.needs.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Facts, need, type Outcome } from './flow.ts';
import { storedNumber, storedOneOf, storedText } from './place.ts';
import * as text from './text/case-list.ts';
import { buttonLabels } from './text/engine.ts';
import { pageLabels } from './text/paging.ts';
import { refusalText } from './text/staff-case.ts';

type ListState =
  | { readonly flow: 'case-list'; readonly step: 'menu' }
  | {
      readonly flow: 'case-list';
      readonly step: 'list';
      readonly list: CaseListName;
      readonly page: number;
    }
  | {
      readonly flow: 'case-list';
      readonly step: 'refused' | 'asking';
      readonly caseId: string;
      readonly page: number;
    };

const back = choice('back', buttonLabels.back);

const flow = defineFlow<ListState>({
  name: 'case-list',
  requires: 'staff',
  restore: (stored) => {
    const flow = 'case-list' as const;
    if (stored['step'] === 'menu') return { flow, step: 'menu' };
    const page = storedNumber(stored['page'], 1);
    const caseId = storedText(stored['caseId']);
    const step = storedOneOf(stored['step'], ['refused', 'asking'] as const);
    if (step !== null) return caseId === '' ? null : { flow, step, caseId, page };
    const list = storedOneOf(stored['list'], caseLists);
    return stored['step'] === 'list' && list !== null ? { flow, step: 'list', list, page } : null;
  },
  open: menu,
  step: (state, input, scene) => {
    if (input.kind === 'outcome' && state.step === 'asking') return asked(input, scene);
    if (input.kind !== 'press') return pass;
    if ('caseId' in state) {
      if (input.choice !== 're-review') return show('refused', state.page, scene);
      const place = { ...state, step: 'asking' } as const;
      const intent = { intent: 'bring-re-review', caseId: state.caseId } as const;
      return done(at(scene.conversation, place), [], [intent]);
    }
    if (state.step === 'menu') {
      const list = storedOneOf(input.choice, caseLists);
      return list === null ? go('home', scene.conversation) : show(list, 1, scene);
    }
    switch (input.choice) {
      case 'page-on':
        return show(state.list, state.page + 1, scene);
      case 'page-back':
        return show(state.list, state.page - 1, scene);
      default:
        return input.choice.startsWith('case-')
          ? askReReview(input.choice.slice('case-'.length), state.page, scene)
          : menu(scene);
    }
  },
});

/** A refused case with the one thing that can be done about it. */
function askReReview(caseId: string, page: number, scene: Scene): Turn {
  const found = scene.facts.answers['case-list'];
  if (found === undefined) return need({ need: 'case-list', list: 'refused', page });
  const line = found.lines.find((each) => each.caseId === caseId);
  if (line === undefined) return show('refused', page, scene);
  const question = ask(
    text.refusedText(line, scene.facts.today),
    choice('re-review', text.listLabels.reReview),
    back,
  );
  const place = { flow: 'case-list', step: 'refused', caseId, page } as const;
  return done(at(scene.conversation, place), [question]);
}

function asked(outcome: Outcome, scene: Scene): Turn {
  if (outcome.of !== 'bring-re-review') return pass;
  const { result } = outcome;
  const words = result.ok
    ? text.reReviewBegun(result.value.visitBy, scene.facts.today)
    : result.refusal.code === 'already-open'
      ? text.alreadyOpen()
      : refusalText(result.refusal);
  return go('home', scene.conversation, { messages: [{ text: words }] });
}

function menu(scene: Scene): Turn {
  const question = ask(
    text.menuQuestion(),
    choice('undecided', text.listLabels.undecided),
    choice('refused', text.listLabels.refused),
    back,
  );
  return done(at(scene.conversation, { flow: 'case-list', step: 'menu' }), [question]);
}

function show(list: CaseListName, page: number, scene: Scene): Turn {
  const found = scene.facts.answers['case-list'];
  if (found === undefined) return need({ need: 'case-list', list, page });
  const lines = found.lines.map((each, n) =>
    list === 'undecided'
      ? lasting('case-open', each.caseId, text.lineLabel(each, n))
      : choice(`case-${each.caseId}`, text.lineLabel(each, n)),
  );
  const [first, ...others] = [
    ...lines,
    ...(found.page < found.pages ? [choice('page-on', pageLabels.after)] : []),
    ...(found.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    back,
  ];
  const place = { flow: 'case-list', step: 'list', list, page: found.page } as const;
  const words = text.listText(list, found, scene.facts.today);
  return done(at(scene.conversation, place), [ask(words, first ?? back, ...others)]);
}

const maySee = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'see-overview')) ?? false;

export const caseList: Feature = {
  flows: [flow],
  labels: [{ label: text.menuLabel, flow: 'case-list', menu: 'staff', order: 60, visible: maySee }],
};
