import type { Reporter } from '../risk.ts';
import { numerals } from './numerals.ts';
import type { Mention } from './mention.ts';

/** Persons in the household, if the plain text tells it (6口人, 一家五口, 就我和老伴); otherwise null. */
export function householdSize(text: string): number | null {
  for (const number of numerals(text)) {
    const after = text.slice(number.end, number.end + 4);
    const before = text.slice(Math.max(0, number.start - 6), number.start);
    if (number.min > 20 || number.min < 1) continue;
    if (
      /^口(?:人|子|之家)?(?!井|锅|水|气|痰|饭|吃)/.test(after) &&
      (/^口人/.test(after) || /家|里|户|我|共|老小|小的|老的|，$|^$/.test(before))
    )
      return number.min;
    if (
      /^个人(?!的|能|要|交|一|都没|出|帮|来)/.test(after) &&
      /(?:家里?|一家|共|全家)(?:就|有|一共|总共|只有|共)?$/.test(before)
    )
      return number.min;
  }
  if (
    /(?:就|只有|只剩)我?(?:们)?(?:和|跟)?(?:老伴|老两口|老公|老婆|我妈|我爸|婆娘|老头子)(?:两个|俩)?(?=，|。|$|，|两)/.test(
      text,
    ) &&
    /我(?:和|跟)/.test(text)
  )
    return 2;
  if (
    /(?:就|只有)我一个人(?:住|过|在家|，|。|$)(?!挣)/.test(text) &&
    !/就我一个人(?:挣|打工|带|干)/.test(text)
  )
    return 1;
  return null;
}

/** Whether the household told of is outside the writer's family. */
export function isThirdParty(
  text: string,
  evidence: readonly { start: number; end: number }[],
  mentions: readonly Mention[],
): boolean {
  if (
    /不是我(?:家|本人|自己|家里)?(?:的事)?(?:，|，是|。|而|哈|是)|不是说我家|替(?:别人|邻居|隔壁)/.test(
      text,
    )
  )
    return true;
  // Neighbours who lend, fetch or telephone are not the ones told of.
  const outside = mentions.filter(
    (m) =>
      m.outside &&
      !/^(?:垫|借|给我|帮|送|打电话|打来|端|背|抬|都说|说|讲|告诉|看到|看见|发现|来|去看|去喊|跑来|喊我|叫我|通知)/.test(
        text.slice(m.end, m.end + 4),
      ),
  );
  const first = outside[0];
  if (!first)
    return (
      /(?:看到|发现|碰到|遇到|听到|路过)[^。]{0,12}(?:一?个|有|娃|老人|孩子|人)|娃些|那根|(?:路上|村口|公路|水田|组上|队上|社里)[^。]{0,8}(?:电线|高压线|电杆)/.test(
        text,
      ) && !/我家|我妈|我爸|我娃/.test(text)
    );
  const own = mentions.some(
    (m) =>
      !m.outside &&
      (m.relations[0] === '本人'
        ? text.charAt(m.start - 1) === '我' ||
          /我(?:得|患|被|摔|病|住院|失业|没|不想|欠|借|一个人|今年|是)/.test(
            text.slice(m.start, m.start + 4),
          )
        : text.charAt(m.start - 1) === '我' ||
          /我家|我的/.test(text.slice(Math.max(0, m.start - 3), m.start))),
  );
  if (own || /我家(?!隔壁|对门|邻居|旁边)/.test(text.replace(/不是我家/g, ''))) return false;
  const at = Math.min(...evidence.map((e) => e.start));
  return first.start <= at + 12;
}

/** Who writes. */
export function reporterOf(text: string, thirdParty: boolean, relatives: boolean): Reporter {
  if (thirdParty) return 'third_party';
  if (
    relatives ||
    /(?:帮|替|给|代)我(?:舅|叔|伯|姑|姨|哥|姐|弟|妹|爷|奶|外|表|堂|侄|岳|丈)|我(?:在|到)(?:外(?:头|面|地)|广东|浙江|江苏|上海|北京|深圳|福建|新疆|外省|城里|主城|重庆|成都|西安)[^。]{0,20}(?:老家|赶不回|回不去|回不来)|老家的?(?:爸|妈|爷|奶|老人)|嫁(?:出来|到|过来)|娘家/.test(
      text,
    )
  )
    return 'relative';
  return 'self';
}
