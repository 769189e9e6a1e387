/** Plain words for the causes of hardship: what is on a button and in a read-back. Forms keep their own terms (因病, 因残…). */
import type { AmountKind, GuaranteeIssue, RiskType } from '#src/domain/declaration/risk.ts';

const RISK_LABELS: Readonly<Record<RiskType, string>> = {
  因病: '生病花钱多',
  因残: '家里有残疾人',
  因学: '孩子上学难',
  因自然灾害: '遭了灾',
  因意外事故: '出了意外',
  因产业项目失败: '种养亏了本',
  因务工就业不稳: '没活干、欠工钱',
  因缺劳动力: '没人能干活',
  住房安全: '房子不安全',
  饮水安全: '吃水困难',
  其他: '其他困难',
};

const GUARANTEE_LABELS: Readonly<Record<GuaranteeIssue, string>> = {
  义务教育: '孩子没上学',
  基本医疗: '没买医保',
  住房安全: '房子不安全',
  饮水安全: '吃水困难',
};

/** 生病花钱多 for 因病. */
export const riskLabel = (type: RiskType): string => RISK_LABELS[type];

/** 没买医保 for 基本医疗. */
export const guaranteeLabel = (issue: GuaranteeIssue): string => GUARANTEE_LABELS[issue];

const AMOUNT_LABELS: Readonly<Record<AmountKind, string>> = {
  medical_total: '看病一共花了',
  medical_reimbursed: '医保报了',
  medical_self_paid: '看病自己出了',
  medical_needed: '看病还要',
  medical_recurring: '长期吃药看病',
  education_cost: '上学要花',
  wage: '工钱',
  unpaid_wage: '被欠工钱',
  debt: '欠账',
  debt_payment: '要还',
  business_loss: '亏了',
  compensation: '得了赔偿',
  donation: '得了捐助',
  savings: '手上有',
  income_annual: '一年收入',
  insurance_premium: '交保费',
  transport_cost: '路费',
  other: '另有一笔钱',
};

/** 看病自己出了 for medical_self_paid; the sum follows. */
export const amountLabel = (kind: AmountKind): string => AMOUNT_LABELS[kind];

/** 父亲 rather than the register's 父. */
export const relationLabel = (relation: string): string =>
  ({ 父: '父亲', 母: '母亲', 子: '儿子', 女: '女儿', 子女: '孩子', 配偶: '爱人' })[relation] ??
  relation;
