/** The village poster: A4, one drawing, readable from two metres and printable on any black-and-white printer. */
import qrcode from 'qrcode';

export type Poster = {
  /** e.g. 云岭县农业农村局 */
  readonly bureau: string;
  readonly village: string;
  /** '' when there is none. */
  readonly hotline: string;
  /** Who answers for the village, by the title people know. */
  readonly officer: {
    readonly title: string;
    readonly name: string;
    readonly phone: string;
  } | null;
  readonly chatUrl: string;
  readonly telegramUrl: string | null;
};

/** A tenth of a millimetre is one unit. */
const WIDTH = 2100;
const HEIGHT = 2970;
const MARGIN = 150;
const GREEN = '#14532d';
const INK = '#1c1917';
const FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

const STEPS: readonly (readonly [title: string, hint: string])[] = [
  ['用手机扫一扫', '微信、浏览器、相机都可以，不用下载，不用注册'],
  ['点“一键申报”，选困难类型', '也可以直接打字或者说话'],
  ['点“提交”，记下受理号', '村信息员会来核实，办到哪一步手机上看得到'],
];

/** Draws the poster as SVG text. */
export function posterSvg(poster: Poster): string {
  const { telegramUrl } = poster;
  const codes =
    telegramUrl === null
      ? code(poster.chatUrl, (WIDTH - 840) / 2, 720, 840, '扫一扫，打开就能用')
      : code(poster.chatUrl, 190, 760, 760, '微信、浏览器扫这里') +
        code(telegramUrl, 1150, 760, 760, 'Telegram 扫这里');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${FONT}" lang="zh-CN" role="img" aria-label="${xml(`${poster.village}防返贫一键申报`)}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<rect width="${WIDTH}" height="560" fill="${GREEN}"/>
${centred(poster.bureau, 150, 64, '#fff', 400)}
${centred('家里遇到困难，扫码告诉我们', 320, 140, '#fff', 700)}
${centred(`${poster.village}　生病、上学、受灾、没活干、房子不安全，都可以说`, 455, 60, '#fff', 400)}
${codes}
${STEPS.map(([title, hint], at) => step(at + 1, title, hint, 1790 + at * 190)).join('\n')}
<line x1="${MARGIN}" y1="2370" x2="${WIDTH - MARGIN}" y2="2370" stroke="${INK}" stroke-width="3"/>
${centred(phones(poster), 2470, 70, INK, 700)}
${centred('不会用手机？打电话，或者请家人、邻居、村干部代报。', 2560, 54, INK, 400)}
<rect x="${MARGIN}" y="2620" width="${WIDTH - 2 * MARGIN}" height="150" rx="20" fill="#fff" stroke="${GREEN}" stroke-width="8"/>
${centred('我们不收费，不要银行卡密码和验证码', 2722, 84, GREEN, 700)}
${centred('遇到危险先打电话：匪警 110　急救 120　火警 119', 2880, 56, INK, 400)}
</svg>
`;
}

const phones = ({ hotline, officer }: Poster): string =>
  [
    ...(officer === null ? [] : [`${officer.title} ${officer.name} ${officer.phone}`]),
    ...(hotline === '' ? [] : [`咨询电话 ${hotline}`]),
  ].join('　');

/** A line in the middle; shrunk when it would not fit between the margins. */
function centred(text: string, y: number, size: number, colour: string, weight: number): string {
  const room = WIDTH - 2 * MARGIN;
  const fitted = Math.min(size, Math.floor((room / widthOf(text)) * 0.98));
  return `<text x="${WIDTH / 2}" y="${y}" font-size="${fitted}" font-weight="${weight}" fill="${colour}" text-anchor="middle">${xml(text)}</text>`;
}

/** In units of the font size: Chinese characters are as wide as high, Latin ones about half. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u0020-\u024F]/.test(sign) ? 0.56 : 1), 0);

function step(number: number, title: string, hint: string, y: number): string {
  const x = MARGIN + 120;
  return `<circle cx="${x}" cy="${y}" r="62" fill="${GREEN}"/><text x="${x}" y="${y + 30}" font-size="84" font-weight="700" fill="#fff" text-anchor="middle">${number}</text>
<text x="${x + 120}" y="${y - 4}" font-size="82" font-weight="700" fill="${INK}">${xml(title)}</text>
<text x="${x + 120}" y="${y + 66}" font-size="52" fill="${INK}">${xml(hint)}</text>`;
}

/** A code with its caption. Level Q still reads with a quarter of it dirty or torn. */
function code(url: string, x: number, y: number, size: number, caption: string): string {
  const { modules } = qrcode.create(url, { errorCorrectionLevel: 'Q' });
  const count = modules.size;
  let path = '';
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (modules.get(row, column) === 1) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  const scale = size / count;
  return `<path transform="translate(${x} ${y}) scale(${scale.toFixed(4)})" d="${path}" fill="#000" shape-rendering="crispEdges"/>
<text x="${x + size / 2}" y="${y + size + 100}" font-size="60" fill="${INK}" text-anchor="middle">${xml(caption)}</text>`;
}

const xml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
