/** What the county in which a post is held calls it (XX-06: 西咸新区's 村级扶贫专干; 陇县 2021 第1项: 信息监测员), for people to read. */
import type { Role } from '#src/domain/people/roles.ts';
import { postTitle } from '#src/domain/policy/pack.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** The title by the pack that holds in the area today. */
export async function postTitleIn(
  { trx, policies, today }: Pick<WorkContext, 'trx' | 'policies' | 'today'>,
  role: Role,
  areaPath: string,
): Promise<string> {
  return postTitle(await packInForce({ trx, policies, today }, areaPath), role);
}
