import type { Danger } from './danger-told.ts';
import { type Clause, clauseAt } from './scope.ts';

const animalFell =
  /(?:猪|牛|羊(?!癫|角)|狗|鸡|鸭|鹅|猫|马|驴|鱼)(?:娃|崽|儿)?[^，。人我他她妈爸]{0,3}(?:掉|落|滚|摔|跌|淹|翻|死|跑|丢|走)/;

/** A cow in the well is a loss, no danger to life. */
export function ofAnimals(danger: Danger, text: string): boolean {
  if (danger.kind !== 'acute' && danger.kind !== 'missing' && danger.kind !== 'disaster')
    return false;
  const around = text.slice(Math.max(0, danger.start - 12), danger.start) + danger.words;
  if (animalFell.test(around)) return true;
  return (
    /[猪牛羊鸡鸭鱼狗猫兔](?!角|癫|撞|顶|咬|踢|圈|挑|棚|塘|拱)/.test(around) &&
    !/娃|孩子|老人|妈|爸|奶|爷|婆|公|老公|女|儿子|孙|人(?!工)|老汉|婶|叔|伯|姐|哥|弟|妹|她|他/.test(
      around,
    )
  );
}

/** Whether a clause dates what it tells to last year or long before. */
export function longPast(clause: string): boolean {
  if (/(?:从|打|自)(?:去年|前年|上个月|那年)|开始|到现在|一直|天天|至今|经常|老是/.test(clause))
    return false;
  return /去年|前年|大前年|[一二三四五六七八九十几\d]{1,4}年前|那年|以前|小时候|上个月|[一二三四五六七八九十]{1,4}月份/.test(
    clause,
  );
}

/** Sleep, work and mirth in strong words. */
const exhausted = /累得|忙得|笑得|气得|热得|跑得|睡得(?:跟|像|好|香)|打呼|打鼾|死猪|哈哈/;

/** Removes readings of single words that the surroundings show to be harmless. */
export function credible(danger: Danger, text: string, clauses: readonly Clause[]): boolean {
  if (/安眠药/.test(danger.words) && /好多年|多年|长期|每天|睡不着|失眠|报销|医生|开药/.test(text))
    return false;
  const clause = clauseAt(clauses, danger.start);
  const around = text.slice(Math.max(0, danger.start - 12), danger.end + 12);
  switch (danger.kind) {
    case 'hazard':
      return !/暖气|手套|冻疮膏/.test(text);
    case 'hunger':
      // Too ill or too busy to eat, or food running out later, is not food lacking.
      if (
        /(?:明天|后天|快要?|马上就?|眼看|要|过几天|下个?月|再过)[^，。]{0,6}$/.test(
          text.slice(Math.max(0, danger.start - 8), danger.start),
        ) &&
        !/天没/.test(danger.words)
      )
        return false;
      return (
        !/吃不下|没胃口|赌气|怄气|嘴刁|挑食|打游戏|忙|减肥|加班|吐|医生说|没几天/.test(
          around + text.slice(danger.end, danger.end + 14),
        ) && !/没吃饭.{0,4}(?:就|先)/.test(around)
      );
    case 'violence':
      if (/打(?:错|了|过)?针|打吊/.test(danger.words)) return false;
      if (/炸/.test(danger.words) && /头|肺|耳朵|气得/.test(around)) return false;
      // A stick taken to the boar in the field.
      if (
        /[拿提拎举抡]/.test(danger.words) &&
        /猪|猴|獾|狗|鸡|鸟|老鼠|蛇/.test(around) &&
        !/人|她|他|妈|爸|娃|老公|老婆|婆|爷|奶|哥|弟|姐|妹/.test(around)
      )
        return false;
      if (
        /雷|雹|霜|想$|气得/.test(text.slice(Math.max(0, danger.start - 3), danger.start)) ||
        /^(?:猪|牛|羊|鸡|鸭|狗)/.test(text.slice(Math.max(0, danger.start - 2), danger.start))
      )
        return false;
      return (
        !/打(?:针|工|电话|药|牌)|冰雹|雹|霜|太阳|打得(?:火热|不可开交|准)|骗/.test(danger.words) &&
        !/(?:野猪|猴子|老鼠|黄鼠狼|狗)$|(?:野猪|猴子|老鼠|黄鼠狼)/.test(
          text.slice(Math.max(0, danger.start - 8), danger.start),
        ) &&
        !/威胁[^。]{0,6}(?:搬|起诉|拉|收房|停)/.test(text.slice(danger.start, danger.end + 10))
      );
    case 'disaster':
      if (/救命/.test(danger.words) && /辣|笑|好吃|味道|香得|丑/.test(around)) return false;
      // Fields and stock under the mud are a loss; nobody lies there.
      return !/^我[^，。]{0,6}(?:地|田|庄稼|果园|车|猪|牛|羊|鸡|棚|粮)/.test(danger.words);
    case 'missing':
      // Gone for months or years is to have left.
      if (
        /[一二两三四五六七八九十几\d半多](?:个)?(?:多)?(?:年|个月)/.test(around) &&
        !/昨|今|前天/.test(around)
      )
        return false;
      return (
        /人|娃|孩子|姑娘|丫头|妹|崽|妈|爸|老|爷|奶|婆|公|她|他|女|儿|弟|妹|孙|失踪|走丢|走失/.test(
          around,
        ) &&
        !/猪|牛|羊|狗(?!叫|一直|守)|鸡|钱|手机|身份证|打工[^，。]{0,6}没回来|干部|书记|村上|过年/.test(
          around,
        )
      );
    case 'acute':
      if (exhausted.test(text.slice(Math.max(0, danger.start - 10), danger.end + 8))) return false;
      if (/氧气机/.test(text) && !/突然|刚才|喊不|昏/.test(text)) return false;
      if (
        /[猪牛羊马狗驴][^，。人我他她]{0,3}$/.test(
          text.slice(Math.max(0, danger.start - 5), danger.start),
        )
      )
        return false;
      if (/高烧/.test(danger.words) && /退(?:了|烧)|好了|[去前]年|那回/.test(text)) return false;
      if (
        /酒量|[一二两三四半几]两|喝(?:多|醉|高)了/.test(around) &&
        !/不醒|不应|血|药|不动|没气/.test(text)
      )
        return false;
      if (/防/.test(text.slice(Math.max(0, danger.start - 2), danger.start))) return false;
      return (
        !/(?:年|月)(?:了|前)/.test(clause?.text ?? '') ||
        /叫不醒|没气|昏|怀|流水|见红|血/.test(danger.words)
      );
    case 'alone':
      // Who shuts themselves in is not locked in.
      if (/把自己(?:一个人)?关|(?:弄|打|撬|砸)开了/.test(text)) return false;
      // An old person alone for whom nobody asks is in danger only if unable to help themselves.
      if (
        /没(?:得|有)?人(?:管|理|晓得|知道)$/.test(danger.words) &&
        !/瘫|摔|病|起不|吃|饭|饿|躺|动不|火|瞎|看不见|娃|孩子|孙|岁/.test(text)
      )
        return false;
      if (
        /没(?:得|有)?人(?:管|要|看)$/.test(danger.words) &&
        /我(?:也|都|又)?(?:管不|带不|要带|在带)/.test(text)
      )
        return false;
      return (
        !/钥匙|手机|电动车|摩托|电视|房子|漏雨/.test(around + danger.words) &&
        !/(?:奶奶|爷爷|外婆|外公|我妈|婆婆)(?:在)?(?:带|照顾|看|管)/.test(text)
      );
    case 'self-harm':
      // Asked after, as something that was.
      if (/(?:上次|上回|那次|那回)[^。]{0,30}(?:咋样|好些|好了没|好没)/.test(text)) return false;
      // 跳楼都凑不出来 says how much it is; said for years it is a quarrel.
      if (
        /跳(?:楼|河|江|崖)|死/.test(danger.words) &&
        (/^(?:也|都)[^，。]{0,4}(?:凑|拿|还|付|找|不)/.test(text.slice(danger.end)) ||
          /[说喊闹吼念]了?(?:几|好多|[一二三四五六七八九十]+)十?年|嘴上说|(?:天天|老是?|经常)这么(?:说|喊|闹)/.test(
            text,
          ))
      )
        return false;
      if (/早先|以前|那时|之前/.test(text) && /想开了|不想死了|好多了/.test(text.slice(danger.end)))
        return false;
      // A lost game and laughter.
      if (/哈{3,}/.test(text) && /想死|跳楼|去死|不想活|撞墙/.test(danger.words)) return false;
      if (
        /(?:气|急|烦|热|笑|忙|吵|闹|挤)得[^，。]{0,6}$/.test(
          text.slice(Math.max(0, danger.start - 9), danger.start),
        ) &&
        /跳(?:楼|河|江|崖)|想死|去死|撞墙|吐血/.test(danger.words)
      )
        return false;
      if (/^去找/.test(danger.words) && /村|主任|书记|干部|投诉|要钱|理论|评理/.test(text))
        return false;
      // A suicide long done is a bereavement; leaving after the holidays for work is not taking leave of life.
      if (
        /(?:喝|吃|吊|跳)/.test(danger.words) &&
        /^[^。]{0,4}(?:走的|走了|死|没了|没救)/.test(text.slice(danger.end)) &&
        longPast(clause?.text ?? '')
      )
        return false;
      if (/走/.test(danger.words) && /打工|上班|新疆|广东|浙江|外头|外地|车站|火车|出去/.test(text))
        return false;
      if (
        /差点|曾经|那时候?|当时/.test(text) &&
        /(?:现在|如今|后来)[^。]{0,6}(?:好|想开|不想)/.test(text)
      )
        return false;
      if (/后事/.test(danger.words) && /办(?:完|好|了)|谢谢大家/.test(text)) return false;
      if (/老衣|寿衣|送终/.test(danger.words) && /准备|[七八九]十|买|做/.test(around)) return false;
      return !/防溺水|电池[^。]{0,6}(?:没|拉出来)/.test(around);
    default:
      return true;
  }
}
