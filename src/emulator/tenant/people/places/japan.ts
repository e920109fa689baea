import { listNames, type Place } from './place.js';

export const japan: Place = {
  country: 'Japan',
  code: 'JP',
  language: 'ja-JP',
  cities: ['東京', '大阪'],
  given: listNames(`
    健太/kenta 美咲/misaki 翔/sho さくら/sakura 大輔/daisuke 陽子/yoko 直樹/naoki 愛/ai 拓也/takuya 彩/aya 誠/makoto 恵子/keiko
    健一/kenichi 由美/yumi 亮/ryo 裕子/yuko 達也/tatsuya 麻衣/mai 浩/hiroshi 直美/naomi 学/manabu 智子/tomoko 和也/kazuya
    真由美/mayumi 隆/takashi 葵/aoi 剛/tsuyoshi 結衣/yui 蓮/ren 凛/rin 悠斗/yuto 七海/nanami 聡/satoshi 千尋/chihiro 修/osamu
    久美子/kumiko 雄太/yuta 沙織/saori 茂/shigeru 明日香/asuka
  `),
  surnames: listNames(`
    佐藤/sato 鈴木/suzuki 高橋/takahashi 田中/tanaka 伊藤/ito 渡辺/watanabe 山本/yamamoto 中村/nakamura 小林/kobayashi 加藤/kato
    吉田/yoshida 山田/yamada 佐々木/sasaki 山口/yamaguchi 松本/matsumoto 井上/inoue 木村/kimura 林/hayashi 斎藤/saito 清水/shimizu
    山崎/yamazaki 森/mori 池田/ikeda 橋本/hashimoto 阿部/abe 石川/ishikawa 山下/yamashita 中島/nakajima 石井/ishii 小川/ogawa
    前田/maeda 岡田/okada 長谷川/hasegawa 藤田/fujita 後藤/goto 近藤/kondo 村上/murakami 遠藤/endo 青木/aoki 坂本/sakamoto
    福田/fukuda 太田/ota 西村/nishimura 藤井/fujii 岡本/okamoto 三浦/miura 中野/nakano 原田/harada 松田/matsuda 竹内/takeuchi
  `),
  surnameFirst: true,
  weight: 4,
};
