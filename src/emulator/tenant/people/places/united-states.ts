import { listNames, type Place } from './place.js';

export const unitedStates: Place = {
  country: 'United States',
  code: 'US',
  language: 'en-US',
  cities: ['Seattle', 'Chicago', 'Austin', 'Boston'],
  given: listNames(`
    James Mary Michael Jennifer Robert Linda David Elizabeth William Patricia Daniel Susan Joseph Jessica
    Thomas Sarah Christopher Karen Matthew Lisa Anthony Nancy Mark Sandra Steven Ashley Andrew Emily Paul
    Kimberly Joshua Margaret Kenneth Donna Kevin Michelle Brian Carol Timothy Amanda Ronald Melissa Jason
    Deborah Jeffrey Stephanie Ryan Rebecca Jacob Laura Gary Helen Nicholas Sharon Eric Cynthia Jonathan
    Kathleen Stephen Amy Larry Angela Justin Shirley Scott Anna Brandon Ruth Benjamin Brenda Samuel Pamela
    Gregory Nicole Alexander Katherine Patrick Samantha Jack Christine Dennis Emma Tyler Catherine Aaron
    Virginia Jose Rachel Adam Carolyn Nathan Janet Henry Maria Zachary Heather Walter Diane Noah Olivia Liam
    Julie Ethan Grace Lucas Joyce Marcus Victoria Maeve D'Andre Jo-Ann Irene Hannah Sophia Mia Ava Chloe Ruby
    Malik Aaliyah Wei Mei Hiroshi Guadalupe Ann
  `),
  surnames: listNames(`
    Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson
    Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis
    Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall
    Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes
    Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard
    Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez
    Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman
    Butler Henderson Barnes Fisher Vasquez Simmons Graham Wallace Owens West Chen Park Washington Freeman
    Okafor Nakamura Kowalski Whitfield McDonald McCarthy O'Connor O'Neill O'Brien D'Angelo Fitzgerald-Hughes
    Larsson Schmidt Romano Haddad Cohen Goldberg Yamamoto Singh
  `),
  weight: 38,
};
