/** What rule checks say, in plain words for officers. The farmer never sees these. */
import type { CheckCode } from '#src/domain/declaration/checks/check.ts';

const NOTES: Readonly<Record<CheckCode, string>> = {
  'consent-missing': '本人还没有同意我们记录，先打电话说明并问清楚',
  'consent-on-paper': '上门时请本人在纸上签同意书',
  'too-many-reports': '同一个账号今天报了很多份，先核对是不是本人',
  'area-not-village': '还不知道是哪个村，先问清楚',
  'person-not-in-registry': '名册里没有对上这个人，上门时核对户口',
  'person-ambiguous': '名册里有几个人对得上，上门时分清是哪一户',
  'registry-elsewhere': '名册里他家在别的村，核对户口在哪边',
  'open-case': '这一户已经有个案在办，这份并在一起',
  'earlier-report': '最近报过，看看情况有没有变化',
  'identity-number-flagged': '身份证号可能写错了，上门时看证件',
  'cause-missing': '没说清是什么困难，已经在问他',
  'cause-not-listed': '困难类型不在本地名单里，上门时再定',
  'school-without-student': '说的是上学的事，名册里没有学生，核对一下',
  'labour-not-lacking': '说缺劳力，名册里有能干活的人，核对一下',
  'jobs-without-labour': '说的是打工的事，名册里没有劳力，核对一下',
  'disaster-kind-missing': '遭的是哪种灾，上门时问清楚',
  'illness-without-cost': '说的是生病，没说花了多少，上门时看票据',
  'amount-implausible': '金额看着不对，已经在问他',
  'amount-to-confirm': '金额请上门时看票据核对',
  'reporter-minor': '报的人年纪还小，请联系家里大人',
  'children-concerned': '涉及孩子，说话注意分寸，别让孩子难堪',
  'proxy-report': '是别人代报的，上门时问问本人的意思',
  'staff-filed': '是干部代报的，上门时请本人确认',
  urgent: '情况急，今天就联系',
  'relief-first': '先救急，手续后补',
  'suggested-category': '可能符合监测条件，由村里评议后定',
  'entitlement-hint': '可能有现成的政策能用，上门时一起看看',
  'others-personal-data': '话里有别人的姓名或者号码，不要外传',
};

/** 先救急，手续后补 for `relief-first`. */
export const checkNote = (code: CheckCode): string => NOTES[code];
