/** The buttons of a ticket in an officer's chat. */
import { choice, lasting } from './choices.ts';
import type { Choice } from './flow.ts';
import type { IssueSheet } from './issue.needs.ts';
import { issueLabels as labels } from './text/staff-issue.ts';

/** What this person may do with the ticket in its state. */
export function issueChoices(sheet: IssueSheet): readonly Choice[] {
  const verify = sheet.may.includes('verify');
  const fix = sheet.may.includes('fix');
  const passOn = choice('office', labels.passOn);
  switch (sheet.state) {
    case 'reported':
      return [
        ...(verify ? [choice('verify', labels.verify), choice('not-so', labels.notSo)] : []),
        ...(fix ? [passOn] : []),
        photoOf(sheet),
      ];
    case 'verified':
    case 'fixing':
      return fix
        ? [
            ...(sheet.stepsMissing.length === 0 ? [choice('way', labels.fix)] : []),
            ...(sheet.stepsOpen.length > 0 ? [choice('step', labels.step)] : []),
            passOn,
            photoOf(sheet),
          ]
        : [photoOf(sheet)];
    case 'fixed':
      return sheet.may.includes('call-back')
        ? [
            choice('solved', labels.solved),
            choice('unsolved', labels.unsolved),
            choice('unheard', labels.unheard),
            photoOf(sheet),
          ]
        : [];
    case 'closed':
    case 'not-so':
      return [];
  }
}

const photoOf = ({ issueId }: IssueSheet): Choice =>
  lasting('issue-photo', issueId, labels.addPhoto);
