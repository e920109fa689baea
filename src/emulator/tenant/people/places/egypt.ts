import { listNames, type Place } from './place.js';

export const egypt: Place = {
  country: 'Egypt',
  code: 'EG',
  language: 'ar-EG',
  cities: ['القاهرة'],
  given: listNames(`
    محمد/mohamed فاطمة/fatma أحمد/ahmed ليلى/layla محمود/mahmoud مريم/mariam مصطفى/mostafa نور/nour عمر/omar
    سارة/sara علي/ali هبة/heba حسن/hassan منى/mona يوسف/youssef آية/aya خالد/khaled دينا/dina كريم/karim
    ياسمين/yasmin إسلام/islam رانيا/rania طارق/tarek سلمى/salma شريف/sherif نهى/noha هشام/hesham إيمان/iman
    وليد/walid شيماء/shaimaa مينا/mina مارينا/marina
  `),
  surnames: listNames(`
    حسن/hassan المصري/elmasry إبراهيم/ibrahim سليمان/soliman محمد/mohamed علي/ali السيد/elsayed
    عبدالله/abdallah محمود/mahmoud مصطفى/mostafa خليل/khalil عثمان/osman فاروق/farouk منصور/mansour
    الشريف/elsherif حسين/hussein يوسف/youssef فهمي/fahmy صالح/saleh رمضان/ramadan شاهين/shahin النجار/elnaggar
    بدوي/badawy عوض/awad زكي/zaki جرجس/girgis حنا/hanna الجمل/elgamal شوقي/shawky غانم/ghanem الحداد/elhaddad
    رشدي/roshdy
  `),
  weight: 3,
};
