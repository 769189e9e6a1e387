/** Whether every area follows a policy pack that holds today. */
import { findIdleAssignments } from '#src/operations/policy/find-idle-assignments.ts';
import type { Service } from '../command.ts';
import { type Finding, fine, off, watch } from './finding.ts';

/** Whether areas have policy packs of their own and these are in force. */
export async function packFinding(service: Service): Promise<Finding> {
  const { assigned, idle } = await findIdleAssignments(service);
  if (assigned === 0) {
    return off(
      '政策包',
      '没有指派，各地都按默认值办。',
      '运行 npx fangpin policy assign 政策包 --area 地区代码；写法见 docs/policy-packs.md。',
    );
  }
  if (idle.length === 0) return fine('政策包', `${assigned} 个地区有自己的，都在有效期内。`);
  const named = idle
    .slice(0, 5)
    .map(
      ({ areaName, packId, why }) =>
        `${areaName}（${packId}${why === 'unknown' ? ' 找不到' : ' 不在有效期内'}）`,
    );
  return watch(
    '政策包',
    `${named.join('、')}${idle.length > 5 ? `等 ${idle.length} 个地区` : ''}，新案件按默认值办。`,
    '找不到的放回数据目录的 policies 文件夹；过期的用 npx fangpin policy assign 换一个。',
  );
}
