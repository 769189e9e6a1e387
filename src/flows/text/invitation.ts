/** Invitations of staff and codes that join another channel. */
import { type Role, roleTitle } from '#src/domain/people/roles.ts';
import { type DepartmentCode, departmentTitle } from '#src/domain/policy/departments.ts';
import { spaced } from './format.ts';

export const acceptLabel = '接受';
export const joinLabel = '是我，接上';

export const offer = (
  role: Role,
  department: DepartmentCode | null,
  areaName: string,
  name: string,
): string =>
  [
    ...(name === '' ? [] : [`${spaced(name)}，您好。`]),
    `请您担任${areaName}的${department === null ? '' : departmentTitle(department)}${roleTitle(role)}。`,
    '接受以后，这个账号就能办这项工作，请只在自己的手机上接受。您接受吗？',
  ].join('\n');

export const accepted = (title: string, areaName: string, name: string): string =>
  `好了，${spaced(name)}，您现在是${areaName}的${spaced(title)}。`;

export const badInvitation = (): string =>
  '这个邀请用不了，可能用过了或者过了时间。请找发邀请的同志再要一个。';

export const postOfAnother = (): string =>
  '这个邀请是给别人的，这个账号接不了。请找发邀请的同志问一下。';

export const joinOffer = (): string =>
  '要把这里和您原来用的接起来吗？\n接上以后，您的申报和进度在这里也能看。';

export const joinBad = (): string => '这个码用不了，可能过了时间或者用过了。请到原来那边再要一个。';

export const joinedAs = (name: string): string => `接上了，${spaced(name)}。`;

/** Said after joining when an unsent report moved along. */
export const draftCarried = (): string => '您在那边没交的申报也带过来了，点“一键申报”接着办。';
