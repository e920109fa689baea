import { listNames, type Place } from './place.js';

export const israel: Place = {
  country: 'Israel',
  code: 'IL',
  language: 'he-IL',
  cities: ['תל אביב'],
  given: listNames(`
    נועה/noa אורי/uri תמר/tamar יונתן/yonatan מיכל/michal דוד/david שרה/sarah יוסף/yosef רחל/rachel משה/moshe
    מאיה/maya איתן/eitan יעל/yael דניאל/daniel שירה/shira עומר/omer אביגיל/avigail נועם/noam טליה/talia
    אריאל/ariel רוני/roni גיא/guy הילה/hila עידו/ido ליאת/liat אלון/alon ענת/anat רון/ron אסתר/esther אבי/avi
    ורד/vered יובל/yuval
  `),
  surnames: listNames(`
    כהן/cohen לוי/levi מזרחי/mizrahi פרץ/peretz ביטון/biton דהן/dahan אברהם/avraham פרידמן/friedman
    אגבריה/agbaria מלכה/malka אזולאי/azoulay כץ/katz יוסף/yosef דוד/david עמר/amar אוחיון/ohayon חדד/hadad
    גבאי/gabay בן-דוד/ben-david אדרי/edri לוין/levin טל/tal קליין/klein שפירא/shapira חן/chen שלום/shalom
    רוזנברג/rosenberg ברק/barak נחום/nahum אלבז/elbaz סגל/segal גולן/golan
  `),
  weight: 3,
};
