import type { Relation } from '../risk.ts';
import type { Mention } from './mention.ts';

const female: readonly Relation[] = ['母', '女', '祖母', '孙女', '姐妹', '婆婆', '岳母', '儿媳'];
const male: readonly Relation[] = ['父', '子', '祖父', '孙子', '兄弟', '公公', '岳父', '女婿'];

const maleWords = /男|汉|爷|叔|伯|爸|爹|公(?!婆)|哥|老头|儿子|孙子|夫/;
const femaleWords = /女|婆|妈|娘|婶|嫂|姐|妹|姨|孃|奶|媳妇|堂客/;

/** The person a 他 or 她 stands for: the last one named whose sex does not speak against it, or null. */
export function antecedent(
  pronoun: string,
  named: readonly Mention[],
  text: string,
): Mention | null {
  const barred = pronoun === '她' ? male : female;
  const words = pronoun === '她' ? maleWords : femaleWords;
  for (let i = named.length - 1; i >= 0 && i >= named.length - 12; i -= 1) {
    const mention = named[i];
    const relation = mention?.relations[0];
    if (!mention || !relation || relation === '本人' || relation === '家庭成员') continue;
    const { start, end } = mention.standsFor ?? mention;
    if (!barred.includes(relation) && !words.test(text.slice(start, end))) return mention;
  }
  return null;
}

const spouseOf: Readonly<Partial<Record<Relation, Relation>>> = {
  子: '儿媳',
  女: '女婿',
  父: '母',
  母: '父',
  祖父: '祖母',
  祖母: '祖父',
  公公: '婆婆',
  婆婆: '公公',
  岳父: '岳母',
  岳母: '岳父',
  儿媳: '子',
  女婿: '女',
};
const offspring: Readonly<Partial<Record<Relation, Relation>>> = {
  子: '孙子',
  女: '孙女',
  子女: '孙辈',
};

/** 他婆娘, 她妈: the relation to the writer of a relative (`kin`) of somebody just named (`owner`). */
export function relativeOf(pronoun: string, owner: Relation, kin: Relation): Relation {
  if (owner === '亲属' || owner === '兄弟' || owner === '姐妹') return '亲属';
  if (kin === '兄弟' || kin === '姐妹') return '亲属';
  if (kin === '配偶') return spouseOf[owner] ?? kin;
  const parent = kin === '父' || kin === '母';
  if (['子', '女', '儿媳', '女婿'].includes(owner)) {
    if (parent) return '配偶';
    return offspring[kin] ?? kin;
  }
  if (!parent) return kin;
  if (owner === '配偶') {
    if (pronoun === '她') return kin === '父' ? '岳父' : '岳母';
    return kin === '父' ? '公公' : '婆婆';
  }
  if (owner === '父' || owner === '母') return kin === '父' ? '祖父' : '祖母';
  if (owner === '子女') return '配偶';
  if (owner === '孙子' || owner === '孙女' || owner === '孙辈') return kin === '父' ? '子' : '儿媳';
  return kin;
}
