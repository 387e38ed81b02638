import { drawer, type Random, zipf } from "./random";

const SKEW = 1;

/** Words in the order of how often they come; they make no sentences and tell of nobody. */
const WORDS = {
  en: `the and of in to a we with at was on our for by from as is all one had
    home garden morning evening bread tea water river tree apple spring summer autumn winter letter street door window
    school book paper song music market field road bridge hill mountain snow rain wind sun moon star light lamp table
    chair cup bowl plate melon grape apricot pear walnut rice carrot onion salt honey milk butter cloth silk wool thread
    needle carpet colour blue green white red yellow small large old new quiet slow early late warm cool soft long short
    remember wait write read walk sit stand cook sew plant carry open close look listen answer visit return greet share
    neighbour guest friend family child village town house roof wall courtyard well stove bench basket horse sheep bird`,
  ug: `ۋە بىر بۇ بىلەن بىز ئۇ ئۆي ھەم ئۈچۈن باغ سەھەر كەچ نان چاي سۇ دەريا دەرەخ ئالما باھار ياز كۈز قىش خەت كوچا ئىشىك
    دېرىزە مەكتەپ كىتاب قەغەز ناخشا مۇزىكا بازار ئېتىز يول كۆۋرۈك تاغ قار يامغۇر شامال قۇياش ئاي يۇلتۇز چىراغ ئۈستەل
    ئورۇندۇق پىيالە قاچا قوغۇن ئۈزۈم ئۆرۈك نەشپۈت ياڭاق گۈرۈچ سەۋزە پىياز تۇز ھەسەل سۈت سېرىقماي رەخت يىپەك يۇڭ يىپ
    يىڭنە گىلەم رەڭ كۆك يېشىل ئاق قىزىل سېرىق كىچىك چوڭ كونا يېڭى جىمجىت ئاستا ئىللىق سالقىن يۇمشاق ئۇزۇن قىسقا ساقلاش
    يېزىش ئوقۇش مېڭىش ئولتۇرۇش تىكىش ئاچماق ياپماق قاراش ئاڭلاش جاۋاب زىيارەت قايتىش سالام قوشنا مېھمان دوست ئائىلە بالا`,
  zh: `我们 在 和 的 家里 一起 花园 早晨 傍晚 面包 茶水 河水 树木 苹果 春天 夏天 秋天 冬天 信件 街道 门口 窗户 学校 书本
    纸张 歌曲 音乐 集市 田野 道路 小桥 山坡 白雪 细雨 微风 太阳 月亮 星星 灯光 桌子 椅子 杯子 盘子 甜瓜 葡萄 杏子 梨子 核桃
    米饭 胡萝卜 洋葱 食盐 蜂蜜 牛奶 黄油 布料 丝绸 羊毛 针线 地毯 颜色 蓝色 绿色 白色 红色 黄色 安静 慢慢 温暖 凉爽 柔软
    记得 等待 写字 阅读 散步 坐下 做饭 缝衣 种树 打开 关上 看见 听见 回答 拜访 回来 问候 邻居 客人 朋友 家庭 孩子 村庄 城镇`,
} as const;

export type TestimonyLanguage = keyof typeof WORDS;

/** Writes 20 to 60 words in one language: the words of a list by Zipf's law, as sentences without meaning. */
export function testimonyWriter(): (random: Random) => { text: string; language: TestimonyLanguage } {
  const language = drawer<TestimonyLanguage>([
    ["en", 55],
    ["ug", 30],
    ["zh", 15],
  ]);
  const word = {
    en: drawer(zipf(WORDS.en.split(/\s+/), SKEW)),
    ug: drawer(zipf(WORDS.ug.split(/\s+/), SKEW)),
    zh: drawer(zipf(WORDS.zh.split(/\s+/), SKEW)),
  };
  const marks = { en: [" ", ", ", "."], ug: [" ", "، ", "."], zh: ["", "，", "。"] } as const;

  return (random) => {
    const chosen = language(random);
    const draw = word[chosen];
    const [between, pause, end] = marks[chosen];
    let text = draw(random);
    for (let left = 19 + Math.floor(random() * 41); left > 0; left--) {
      text += (left % 7 === 0 ? pause : between) + draw(random);
    }
    return { text: text + end, language: chosen };
  };
}
