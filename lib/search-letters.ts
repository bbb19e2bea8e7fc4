/** Letters and signs that Unicode doesn't decompose, in lower case, by the text they are read as. */
const variants = {
  // Latin letters with a stroke, hook, bar or tail, letters without a dot, and ligatures.
  a: 'ɑᴀᶏᶐⱥ',
  aa: 'ꜳ',
  ae: 'æᴁ',
  ao: 'ꜵ',
  au: 'ꜷ',
  av: 'ꜹꜻ',
  ay: 'ꜽ',
  b: 'ƀƃɓʙᴃᵬᶀꞗ',
  c: 'ƈȼɕᴄꞓꞔ',
  d: 'ðđƌȡɖɗᴅᵭᶁᶑꝺꟈ',
  db: 'ȸ',
  dz: 'ʣʥꭦ',
  e: 'ǝɇɘəɚɛɜᴇᶒᶓⱸꬲꬳꬴ',
  f: 'ƒᵮᶂꜰꝼꞙꬵ',
  g: 'ƣǥɠɡɢɣʛᵹᶃꞡꟑꬶ',
  h: 'ħɦʜⱨꞕ',
  hv: 'ƕ',
  i: 'ıɨɩɪᵻᵼᶖ',
  j: 'ȷɉɟʄʝᴊ',
  k: 'ĸƙᴋᶄⱪꝁꝃꝅꞣ',
  l: 'łƚȴɫɬɭʟᴌᶅⱡꝉꞎꬸꬹ',
  ll: 'ỻ',
  ls: 'ʪ',
  lz: 'ʫ',
  m: 'ɱᴍᵯᶆꬺ',
  n: 'ŋƞȵɲɳɴᵰᶇꞑꞥꬻꬼ',
  o: 'øɔɵᴏᴐᶗⱺꝋꝍꬽꬾꬿ',
  oe: 'œɶꭢ',
  oo: 'ꝏ',
  ou: 'ȣᴕ',
  p: 'ƥᴘᵱᵽᶈꝑꝓꝕ',
  q: 'ɋʠꝗꝙꞯ',
  qp: 'ȹ',
  r: 'ɍɼɽɾʀᵲᵳᶉꝛꞃꞧꭅꭆꭇꭉꭋꭌ',
  s: 'ȿʂʃᵴᶊᶋẜẝꜱꞅꞩꟊ',
  ss: 'ß',
  t: 'ŧƫƭȶʈᴛᵵⱦꞇ',
  tc: 'ʨ',
  th: 'þᵺꝥꝧ',
  ts: 'ʦꭧ',
  tz: 'ꜩ',
  u: 'ʉʊᴜᵾᵿᶙꞹꭎꭏꭒ',
  ue: 'ᵫ',
  v: 'ʋᴠᶌỽⱱⱴꝟ',
  vy: 'ꝡ',
  w: 'ƿᴡⱳ',
  x: 'ᶍꭖꭗꭘꭙ',
  y: 'ƴȝɏʏỿꭚ',
  z: 'ƶƹȥɀʐʑʒᴢᵶᶎᶚⱬꝣ',
  // The final sigma of Greek, and the final letters and ligatures of Hebrew.
  σ: 'ς',
  כ: 'ך',
  מ: 'ם',
  נ: 'ן',
  פ: 'ף',
  צ: 'ץ',
  וו: 'װ',
  וי: 'ױ',
  יי: 'ײ',
  // Cyrillic letters that a Russian or Ukrainian keyboard lacks.
  а: 'ә',
  ае: 'ӕ',
  г: 'ґғҕӷӻ',
  ж: 'җ',
  з: 'ҙ',
  к: 'қҝҟҡӄԟ',
  л: 'ӆ',
  м: 'ӎ',
  н: 'ңҥӈӊԣ',
  о: 'ө',
  п: 'ҧ',
  с: 'ҫ',
  т: 'ҭ',
  у: 'үұ',
  х: 'һҳӽ',
  ч: 'ҷҹӌ',
  // Arabic letters that Persian and Urdu keyboards type differently, or that people use alike.
  ا: 'ٱٲٳ',
  ك: 'ڪکګ',
  ه: 'ةھہۃە',
  ي: 'ىیۍېے',
  // Common variants in Japanese names.
  辺: '邊邉',
  沢: '澤',
  浜: '濱濵',
  広: '廣',
  桜: '櫻',
  斎: '齋',
  斉: '齊',
  国: '國',
  島: '嶋嶌',
  滝: '瀧',
  恵: '惠',
  徳: '德',
  真: '眞',
  峰: '峯',
  富: '冨',
  栄: '榮',
  黒: '黑',
  渕: '淵',
  竜: '龍',
  関: '關',
  万: '萬',
  条: '條',
  館: '舘',
  崎: '﨑嵜',
  吉: '𠮷',
  高: '髙',
  // Signs that keyboards, phones and word processors use for the same purpose.
  "'": '`ʹʻʼʽʾʿˈˊˋ՚׳ߴߵ‘’‚‛′‵‹›❛❜ꞌ',
  '"': 'ʺ״“”„‟«»❝❞〝〞〟',
  '-': '˗֊־᐀᠆‐‒–—―⁃−➖⸗⸚⸺⸻⹀〰゠𐺭',
  '~': '∼〜',
  '/': '⁄∕',
  '!': '¡',
  '?': '¿؟',
  ',': '،、',
  '.': '。۔',
  ';': '؛',
  '*': '•',
  ' ': '⠀・',
  // The Arabic tatweel and high hamza, and the dot inside Catalan words.
  '': 'ـٴ·‧∙⋅',
}

const zeros = '٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐'

// Small kana are read as large ones: キャノン finds キヤノン.
const smallKana = 'ぁぃぅぇぉっゃゅょゎゕゖ'
const largeKana = 'あいうえおつやゆよわかけ'

const KATAKANA = { first: 'ァ', last: 'ヶ', afterHiragana: 0x60 }

/** Each variant letter, digit and sign with the text it is read as. */
export function letterReplacements(): Map<string, string> {
  const replacements = new Map<string, string>()
  for (const [plain, letters] of Object.entries(variants)) {
    for (const letter of letters) replacements.set(letter, plain)
  }
  for (const zero of zeros) {
    for (let digit = 0; digit < 10; digit += 1) replacements.set(shift(zero, digit), String(digit))
  }
  for (const [index, letter] of [...smallKana].entries()) {
    replacements.set(letter, largeKana.charAt(index))
  }
  for (let letter = KATAKANA.first; letter <= KATAKANA.last; letter = shift(letter, 1)) {
    const hiragana = shift(letter, -KATAKANA.afterHiragana)
    replacements.set(letter, replacements.get(hiragana) ?? hiragana)
  }
  return replacements
}

function shift(letter: string, by: number): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) + by)
}
