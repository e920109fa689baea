/** A person's name in its own script, and in ASCII for addresses where the script is not Latin. */
export interface PersonName {
  readonly given: string;
  readonly surname: string;
  readonly givenAscii?: string;
  readonly surnameAscii?: string;
}

/** A country where people work: usage location, language, cities, and the names of its people. */
export interface Place {
  readonly country: string;
  readonly code: string;
  readonly language: string;
  readonly cities: readonly string[];
  readonly given: string;
  readonly surnames: string;
  /** ASCII forms, in the order of `given` and `surnames`. */
  readonly ascii?: { readonly given: string; readonly surnames: string };
  /** Share of the tenant's people. */
  readonly weight: number;
}

export const places: readonly Place[] = [
  {
    country: 'United States',
    code: 'US',
    language: 'en-US',
    cities: ['Seattle', 'Chicago', 'Austin', 'Boston'],
    given:
      "Ann Anna Noah Olivia Liam Emma James Ava Lucas Mia Ethan Grace Henry Chloe Jack Ruby Daniel Hannah Samuel Sophia Maeve D'Andre Jo-Ann Tyler Walter Irene",
    surnames:
      "Smith Johnson Williams Brown O'Connor O'Neill D'Angelo Garcia Miller Davis Wilson Anderson Taylor Moore McDonald Jackson Fitzgerald-Hughes Carter Nguyen Okafor Brooks Sanders Whitfield Kowalski",
    weight: 38,
  },
  {
    country: 'Germany',
    code: 'DE',
    language: 'de-DE',
    cities: ['Berlin', 'München', 'Köln'],
    given: 'Jürgen Lena Björn Käthe Lukas Sören Marie Anneliese Götz Ute Felix Jörg',
    surnames: 'Müller Schröder Weiß Krüger Schäfer Böhm Groß Hoffmann Köhler Vogel Übelacker Strauß',
    weight: 14,
  },
  {
    country: 'France',
    code: 'FR',
    language: 'fr-FR',
    cities: ['Paris', 'Lyon', 'Besançon'],
    given: 'Zoë Élodie François Hélène Noël Aurélie Léa Mathéo Anaïs Gaëlle Étienne Loïc',
    surnames: "Lefèvre d'Aubigné Béranger Çelik Moreau Dupré Gauthier L'Hôpital Fournier Pélissier",
    weight: 9,
  },
  {
    country: 'Spain',
    code: 'ES',
    language: 'es-ES',
    cities: ['Madrid', 'Málaga', 'A Coruña'],
    given: 'José María Iñaki Lucía Ángel Sofía Joaquín Begoña Álvaro Inés',
    surnames: 'Núñez Peña Muñoz Ibáñez Gómez Ortuño Sánchez García Álvarez Zúñiga',
    weight: 8,
  },
  {
    country: 'Poland',
    code: 'PL',
    language: 'pl-PL',
    cities: ['Warszawa', 'Łódź', 'Kraków'],
    given: 'Łukasz Małgorzata Paweł Żaneta Michał Agnieszka Stanisław Zofia',
    surnames: 'Wójcik Żeleński Kowalczyk Łuczak Szczęsny Zając Dąbrowska Śliwa',
    weight: 7,
  },
  {
    country: 'Norway',
    code: 'NO',
    language: 'nb-NO',
    cities: ['Oslo', 'Tromsø'],
    given: 'Søren Åse Bjørn Øyvind Ingrid Håkon Sigrid Pål',
    surnames: 'Ødegård Åsen Halvorsen Bjørnstad Sæther Nygård',
    weight: 5,
  },
  {
    country: 'India',
    code: 'IN',
    language: 'en-IN',
    cities: ['Hyderabad', 'Pune', 'Bengaluru'],
    given: 'Priya Arjun Lakshmi Rohan Ananya Vikram Deepa Sanjay Meera Aditya',
    surnames: 'Sharma Patel Iyer Reddy Nair Chatterjee Venkataraghavan Singh Gupta Banerjee',
    weight: 9,
  },
  {
    country: 'Japan',
    code: 'JP',
    language: 'ja-JP',
    cities: ['東京', '大阪'],
    given: '健太 美咲 翔 さくら 大輔 陽子',
    surnames: '山田 佐藤 鈴木 高橋 渡辺 小林',
    ascii: {
      given: 'kenta misaki sho sakura daisuke yoko',
      surnames: 'yamada sato suzuki takahashi watanabe kobayashi',
    },
    weight: 4,
  },
  {
    country: 'Israel',
    code: 'IL',
    language: 'he-IL',
    cities: ['תל אביב'],
    given: 'נועה אורי תמר יונתן',
    surnames: 'כהן לוי מזרחי פרץ',
    ascii: { given: 'noa uri tamar yonatan', surnames: 'cohen levi mizrahi peretz' },
    weight: 3,
  },
  {
    country: 'Egypt',
    code: 'EG',
    language: 'ar-EG',
    cities: ['القاهرة'],
    given: 'محمد فاطمة أحمد ليلى',
    surnames: 'حسن المصري إبراهيم سليمان',
    ascii: { given: 'mohamed fatma ahmed layla', surnames: 'hassan elmasry ibrahim soliman' },
    weight: 3,
  },
];

/** Names as an attacker with access to a directory would write them; every tenant of 20 users and more has them. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.invalid","Open")',
  "Robert'); DROP TABLE Students;--",
  '"><script>alert(document.domain)</script>',
  '${7*7}{{7*7}}',
  'invoice\u202Efdp.exe',
  'Ann & Son </b>',
  '+1-555-0100|cmd',
  'javascript:alert(1)//',
  'x'.repeat(256),
];

export const departments: readonly (readonly [name: string, weight: number, titles: string])[] = [
  ['Sales', 20, 'Account Executive|Sales Director|Sales Engineer|Inside Sales Representative'],
  ['Engineering', 18, 'Software Engineer|Principal Engineer|Engineering Manager|Test Engineer'],
  ['Manufacturing', 22, 'Machine Operator|Shift Lead|Plant Manager|Quality Inspector'],
  ['Retail', 14, 'Store Associate|Store Manager|Visual Merchandiser'],
  ['Finance', 6, 'Accountant|Controller|Financial Analyst'],
  ['Human Resources', 4, 'Recruiter|HR Business Partner|Payroll Specialist'],
  ['IT', 6, 'Systems Administrator|Help Desk Technician|Security Analyst'],
  ['Marketing', 6, 'Brand Manager|Content Designer|Campaign Manager'],
  ['R&D', 3, 'Research Scientist|Lab Technician'],
  ['Legal', 1, 'Counsel|Paralegal'],
];
