/** 我的进度: one's own reports, adding to them (补充) and asking to take one back (撤回). */
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import type { OwnHelp, ReportProgress } from './farmer.needs.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message, need } from './flow.ts';
import type { OwnIssue } from './issue.needs.ts';
import { ownIssueChoice, ownIssueMessage } from './progress-issues.ts';
import { type ProgressState, type ProgressStep, restoreProgress } from './progress-state.ts';
import { addToReport } from './recent-report.ts';
import { buttonLabels } from './text/engine.ts';
import { farmerMenu } from './text/menu.ts';
import { pageLabels } from './text/paging.ts';
import { helpLines } from './text/payment.ts';
import * as text from './text/progress.ts';

/** Reports on a page; with two page buttons and 返回 they make eight. */
const PAGE = 5;
const back = choice('back', buttonLabels.back);

const flow = defineFlow<ProgressState>({
  name: 'progress',
  requires: 'person',
  restore: restoreProgress,
  open: (scene) => withReports(scene, (reports) => list(reports, 0, scene)),
  step: (state, input, scene) => {
    if (state.step === 'list') return fromList(state.page, input, scene);
    const { declarationId } = state;
    if (input.kind === 'outcome') return outcome(declarationId, input, scene);
    if (input.kind === 'press') return pressed(declarationId, input.choice, scene);
    switch (state.step) {
      case 'add':
        return add(declarationId, input, scene);
      case 'withdraw':
        return input.kind === 'text' ? withdraw(declarationId, input.text, scene) : pass;
      default:
        return pass;
    }
  },
});

function withReports(scene: Scene, then: (reports: readonly ReportProgress[]) => Turn): Turn {
  const reports = scene.facts.answers['my-reports'];
  return reports === undefined ? need({ need: 'my-reports' }) : then(reports);
}

const to = (
  step: ProgressStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'progress', ...step }), [...lead, question]);

function list(reports: readonly ReportProgress[], page: number, scene: Scene): Turn {
  const issues = scene.facts.answers['my-issues'];
  if (issues === undefined) return need({ need: 'my-reports' }, { need: 'my-issues' });
  const [only, ...others] = reports;
  const [onlyIssue, ...otherIssues] = issues;
  if (only === undefined && onlyIssue === undefined) return withHelp(scene, noReports(scene));
  if (only !== undefined && issues.length + others.length === 0) return show(only, scene);
  if (onlyIssue !== undefined && reports.length + otherIssues.length === 0) {
    return showIssue(onlyIssue, 0, scene);
  }
  const entries = [
    ...issues.map(ownIssueChoice),
    ...reports.map((each) => choice(`report-${each.declarationId}`, text.reportLabel(each))),
  ];
  const pages = Math.ceil(entries.length / PAGE);
  const shown = Math.min(Math.max(0, page), pages - 1);
  const [first, ...rest] = entries.slice(shown * PAGE, (shown + 1) * PAGE);
  if (first === undefined) return pass;
  const turning = [
    ...(shown > 0 ? [choice('page-back', pageLabels.before)] : []),
    ...(shown < pages - 1 ? [choice('page-on', pageLabels.after)] : []),
  ];
  const count = pages > 1 ? `\n${pageLabels.of(shown + 1, pages)}` : '';
  const question = ask(`${text.reportsQuestion()}${count}`, first, ...rest, ...turning, back);
  return to({ step: 'list', page: shown }, question, scene);
}

/** A household that never reported may be helped all the same: it was found in another way. */
const noReports =
  (scene: Scene) =>
  (help: readonly OwnHelp[]): Turn =>
    to(
      { step: 'list', page: 0 },
      help.length === 0
        ? ask(text.noReports(), lasting('declare', '', farmerMenu.declare), back)
        : ask(
            helpLines(help, scene.facts.today).join('\n'),
            lasting('menu', 'help', farmerMenu.help),
            back,
          ),
      scene,
    );

function withHelp(scene: Scene, then: (help: readonly OwnHelp[]) => Turn): Turn {
  const help = scene.facts.answers['my-help'];
  return help === undefined
    ? need({ need: 'my-reports' }, { need: 'my-issues' }, { need: 'my-help' })
    : then(help);
}

function fromList(page: number, input: Input, scene: Scene): Turn {
  if (input.kind !== 'press') return pass;
  const { choice: id } = input;
  if (id === 'back') return go('home', scene.conversation);
  return withReports(scene, (reports) => {
    if (id === 'page-on') return list(reports, page + 1, scene);
    if (id === 'page-back') return list(reports, page - 1, scene);
    if (id.startsWith('issue-')) {
      const issues = scene.facts.answers['my-issues'];
      if (issues === undefined) return need({ need: 'my-reports' }, { need: 'my-issues' });
      const issue = issues.find((each) => `issue-${each.issueId}` === id);
      return issue === undefined ? pass : showIssue(issue, page, scene);
    }
    const report = reports.find((each) => `report-${each.declarationId}` === id);
    return report === undefined ? pass : show(report, scene);
  });
}

/** A ticket leads back to the menu like the list itself; its own buttons stay valid for ever. */
const showIssue = (issue: OwnIssue, page: number, scene: Scene): Turn =>
  to({ step: 'list', page }, ownIssueMessage(issue, scene.facts.today), scene);

/** What is being done belongs to the report of one's own that led to it. */
function show(report: ReportProgress, scene: Scene, lead: readonly Message[] = []): Turn {
  return HELPED.has(report.state) && report.subjectName === null
    ? withHelp(scene, (help) => shown(report, help, scene, lead))
    : shown(report, [], scene, lead);
}

const HELPED: ReadonlySet<ReportProgress['state']> = new Set(['helped', 'watched', 'closed']);

function shown(
  report: ReportProgress,
  help: readonly OwnHelp[],
  scene: Scene,
  lead: readonly Message[],
): Turn {
  const { account, bureau, today } = scene.facts;
  const inPerson = !trustsAtLeast(account.person?.trust ?? 'claimed', 'phone-matched');
  const open = report.state !== 'closed';
  const others = [
    ...(report.reReviewOf === null
      ? []
      : [lasting('re-review', report.reReviewOf, text.reReviewLabel)]),
    ...(open && report.state !== 'withdrawing' ? [choice('withdraw', buttonLabels.withdraw)] : []),
    lasting('menu', 'help', farmerMenu.help),
    back,
  ];
  const [first, ...rest] = open ? [choice('add', buttonLabels.add), ...others] : others;
  if (first === undefined) return pass;
  const words = [text.reportText(report, inPerson, bureau, today), ...helpLines(help, today)];
  const question = ask(words.join('\n'), first, ...rest);
  return to({ step: 'report', declarationId: report.declarationId }, question, scene, lead);
}

/** A report by id; one that is not (any more) among the person's own leads to the list. */
function withReport(
  declarationId: string,
  scene: Scene,
  then: (report: ReportProgress) => Turn,
  lead: readonly Message[] = [],
): Turn {
  return withReports(scene, (reports) => {
    const report = reports.find((each) => each.declarationId === declarationId);
    if (report !== undefined) return then(report);
    return go('home', scene.conversation, {
      messages: lead.length > 0 ? lead : [{ text: text.notDone('unknown') }],
    });
  });
}

function pressed(declarationId: string, id: string, scene: Scene): Turn {
  switch (id) {
    case 'add':
      return askAddition(declarationId, scene);
    case 'withdraw':
      return askWithdrawal(declarationId, scene);
    case 'solved':
    case 'mistake':
    case 'unwanted':
      return withdraw(declarationId, text.withdrawReasons[id], scene);
    case 'no-more':
    case 'cancel':
      return withReport(declarationId, scene, (report) => show(report, scene));
    case 'back':
      return go('home', scene.conversation);
    default:
      return pass;
  }
}

function askAddition(declarationId: string, scene: Scene): Turn {
  return withReport(declarationId, scene, (report) => {
    const question = ask(
      text.addQuestion(report.receiptNumber),
      choice('cancel', buttonLabels.back),
    );
    return report.state === 'closed'
      ? show(report, scene, [{ text: text.notDone('already-closed') }])
      : to({ step: 'add', declarationId }, question, scene);
  });
}

/** Every addition goes out at once, so that nothing waits for a last press. */
function add(declarationId: string, input: Input, scene: Scene): Turn {
  const words =
    input.kind === 'text'
      ? [input.text]
      : input.kind === 'media' && input.caption !== ''
        ? [input.caption]
        : [];
  const mediaIds = input.kind === 'media' ? [input.mediaId] : [];
  if (words.length + mediaIds.length === 0) return pass;
  return addToReport(declarationId, words, mediaIds, scene.conversation);
}

function askWithdrawal(declarationId: string, scene: Scene): Turn {
  const { solved, mistake, unwanted } = text.withdrawReasons;
  return withReport(declarationId, scene, (report) => {
    if (report.state === 'closed' || report.state === 'withdrawing') return show(report, scene);
    const question = ask(
      text.withdrawQuestion(report.receiptNumber),
      choice('solved', solved),
      choice('mistake', mistake),
      choice('unwanted', unwanted),
      choice('cancel', buttonLabels.back),
    );
    return to({ step: 'withdraw', declarationId }, question, scene);
  });
}

function withdraw(declarationId: string, reason: string, scene: Scene): Turn {
  const place = { flow: 'progress', step: 'waiting-for-withdrawal', declarationId } as const;
  return done(
    at(scene.conversation, place),
    [],
    [{ intent: 'withdraw-report', declarationId, reason }],
  );
}

function outcome(
  declarationId: string,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of !== 'add-to-report' && input.of !== 'withdraw-report') return pass;
  const { result } = input;
  if (!result.ok) {
    const lead = [{ text: text.notDone(result.refusal.code) }];
    return go('home', scene.conversation, { messages: lead });
  }
  const { receiptNumber } = result.value;
  if (input.of === 'withdraw-report') {
    const report = scene.facts.answers['my-reports']?.find(
      (each) => each.declarationId === declarationId,
    );
    const words = text.withdrawing(receiptNumber, report ?? null, scene.facts.bureau);
    return go('home', scene.conversation, { messages: [{ text: words }] });
  }
  const more = ask(
    text.addMore(),
    choice('no-more', text.noMoreLabel),
    choice('back', buttonLabels.back),
  );
  return to({ step: 'add', declarationId }, more, scene, [{ text: text.added(receiptNumber) }]);
}

export const progress: Feature = {
  flows: [flow],
  labels: [{ label: farmerMenu.progress, flow: 'progress', menu: 'farmer', order: 20 }],
  commands: { progress: (_payload, scene) => go('progress', scene.conversation) },
  actions: {
    progress: (ref, scene) =>
      ref === '' || scene.facts.account.person === null
        ? go('progress', scene.conversation)
        : withReport(ref, scene, (report) => show(report, scene)),
    'receipt-add': (ref, scene) => ownReport(scene, () => askAddition(ref, scene)),
    'receipt-withdraw': (ref, scene) => ownReport(scene, () => askWithdrawal(ref, scene)),
  },
};

/** Buttons of a receipt outlive a withdrawn consent; then first contact comes first. */
const ownReport = (scene: Scene, then: () => Turn): Turn =>
  scene.facts.account.person === null ? go('progress', scene.conversation) : then();
