/**
 * The order of an officer's menu: what a role does daily comes first and stands on the home screen, the rest is behind 更多. Villages and
 * households are the work of those who visit; deciding, telling and counting that of the town and the county; a department works
 * off what was sent to it.
 */
import type { Role } from '#src/domain/people/roles.ts';
import type { MenuLabel } from './feature.ts';
import type { FlowName } from './place.ts';

const VILLAGE: readonly FlowName[] = [
  'staff-duties',
  'staff-visit',
  'staff-households',
  'staff-declare',
  'staff-issue',
];
/** Who leads a town or sits at the county looks at where things stand before they write. */
const LEADING: readonly FlowName[] = [
  'staff-duties',
  'ledger-desk',
  'send-notice',
  'case-list',
  'staff-households',
];

/** What each role does daily, four or five entries. */
const DAILY: Readonly<Record<Role, readonly FlowName[]>> = {
  'village-officer': VILLAGE,
  'village-secretary': VILLAGE,
  'resident-team': VILLAGE,
  helper: VILLAGE,
  'town-officer': [
    'staff-duties',
    'send-notice',
    'staff-households',
    'staff-declare',
    'ledger-desk',
  ],
  'town-leader': LEADING,
  'county-officer': LEADING,
  'county-leader': LEADING,
  'department-officer': ['staff-duties', 'staff-issue', 'department-measures', 'ledger-desk'],
  'on-call': ['staff-duties', 'staff-households'],
  auditor: ['ledger-desk', 'case-list', 'staff-households', 'staff-issue'],
  administrator: [],
};

/** A person's entries, the daily ones of the first post before those of the next, all others after in their usual order. */
export function inDailyOrder(
  entries: readonly MenuLabel[],
  posts: readonly { readonly role: Role }[],
): readonly MenuLabel[] {
  const daily = posts.flatMap(({ role }) => DAILY[role]);
  const place = ({ flow }: MenuLabel): number => {
    const found = daily.indexOf(flow);
    return found < 0 ? daily.length : found;
  };
  return entries.toSorted((a, b) => place(a) - place(b));
}
