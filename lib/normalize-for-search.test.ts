import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalizeForSearch } from '@/lib/normalize-for-search'

describe('a name is found as people type it', () => {
  test.each([
    ['Turkish', 'Işık Yapı', ['ışık yapı', 'isik yapi', 'IŞIK YAPI', 'İŞİK YAPİ']],
    ['Azerbaijani', 'Əliyev', ['eliyev', 'ƏLİYEV', 'əliyev']],
    ['Greek', 'Παπαδόπουλος Σύρος', ['ΠΑΠΑΔΟΠΟΥΛΟΣ ΣΥΡΟΣ', 'παπαδοπουλοσ συροσ']],
    ['Croatian', 'Đorđević Ǆ', ['dordevic dž', 'ĐORĐEVIĆ ǆ']],
    ['Danish', 'Ærø', ['aero', 'ÆRØ', 'ærø']],
    ['Icelandic', 'Þórður', ['thordur', 'ÞÓRÐUR']],
    ['German', 'Straße', ['strasse', 'STRASSE', 'STRAẞE']],
    ['French', 'Sacré-Cœur', ['sacre-coeur', 'SACRÉ-CŒUR']],
    ['Polish', 'Łódź', ['lodz', 'ŁÓDŹ']],
    ['Northern Sámi', 'Ráŋŋa Ŧ', ['ranna t']],
    ['Maltese', 'Ħal Għargħur', ['hal gharghur']],
    ['Vietnamese', 'Nguyễn Thị Đường', ['nguyen thi duong']],
    ['Hausa', 'Ɓagwai Ƙano', ['bagwai kano']],
    ['Catalan', 'Col·lecció', ['colleccio', 'COĿLECCIÓ']],
    ['Russian', 'Алёшин Йод', ['алешин иод', 'АЛЁШИН ЙОД']],
    ['Ukrainian', 'Ґалаґан', ['галаган']],
    ['Kazakh', 'Қазақстан Ұлы', ['казакстан улы']],
    ['Arabic', 'مُحَمَّد أحمد الشركة', ['محمد احمد الشركه', 'محـمـد إحمد الشركة']],
    ['Persian', 'علی کریمی ۱۲', ['علي كريمي 12']],
    ['Hebrew', 'שָׁלוֹם', ['שלום', 'שלומ']],
    ['Japanese', 'ｷﾔﾉﾝ・サクラ', ['キヤノン さくら', 'きやのん サクラ', 'キャノン　サクラ']],
    ['Japanese variants', '髙橋 﨑', ['高橋 崎']],
    ['older ideographs', '渡邊 齋藤 中澤 廣島', ['渡邉 斎藤 中沢 広島', '渡辺 齋藤 中沢 廣嶋']],
    ['Korean', '한국', ['한국'.normalize('NFD'), '한국'.normalize('NFC')]],
    ['full-width and styled letters', 'ＡＣＭＥ ２４ 𝐁𝓪𝕟𝕜', ['acme 24 bank']],
    ['ligatures', 'ﬁrst ﬀ ĳ', ['first ff ij']],
    ['digits of other scripts', '٢١١٣٩ १२', ['21139 12']],
  ])('%s', (_, name, typed) => {
    for (const text of typed) expect(normalizeForSearch(text)).toBe(normalizeForSearch(name))
  })

  test.each([
    ["'", ['’', '‘', 'ʼ', 'ʻ', '`', '´', '′', '＇', '‛', '‹', '՚', '׳', 'ꞌ', '΄', '᾽', '｀']],
    ['"', ['“', '”', '„', '«', '»', '″', '＂', '〝', '״']],
    ['-', ['‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－', '־', '⁃', '﹘', '➖', '⸺']],
    [' ', ['\u00A0', '\u2009', '\u202F', '\u3000', '\t', '  ', '\u2800']],
    [
      '',
      ['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u200E', '\u034F', '\uFE0F'],
    ],
  ])('%j stands for its kind', (sign, kind) => {
    for (const other of kind) {
      expect(normalizeForSearch(`O${other}Brien`)).toBe(`o${sign}brien`)
    }
  })
})

test('normalizing again changes nothing', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 })
  fc.assert(
    fc.property(text, (value) => {
      const once = normalizeForSearch(value)
      expect(normalizeForSearch(once)).toBe(once)
    }),
    { numRuns: 5_000 },
  )
})

test('a part of a text stays a part of it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 })
  fc.assert(
    fc.property(text, text, text, (before, part, after) => {
      const whole = normalizeForSearch(before + part + after)
      expect(whole).toContain(normalizeForSearch(part))
    }),
    { numRuns: 5_000 },
  )
})
