import { listNames, type Place } from './place.js';

export const norway: Place = {
  country: 'Norway',
  code: 'NO',
  language: 'nb-NO',
  cities: ['Oslo', 'Tromsø'],
  given: listNames(`
    Jan Anne Per Inger Bjørn Kari Ole Marit Lars Ingrid Kjell Liv Knut Eva Svein Berit Thomas Astrid Arne
    Bjørg Geir Hilde Morten Anna Håkon Marianne Øyvind Solveig Martin Ida Andreas Nina Tor Silje Odd Åse
    Sigrid Pål Emma Jonas Nora Kristian Maria Sander Thea Henrik Frida Magnus Camilla Søren Gro Trond Hanne
    Eirik Tone Vegard Ragnhild Jørgen Randi Espen Heidi Terje Maren
  `),
  surnames: listNames(`
    Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen
    Berg Haugen Hagen Johannessen Andreassen Jacobsen Dahl Jørgensen Henriksen Lund Halvorsen Sørensen
    Jakobsen Moen Gundersen Iversen Strand Solberg Svendsen Eide Knutsen Martinsen Paulsen Bakken
    Kristoffersen Mathisen Lie Amundsen Nguyen Rasmussen Ødegård Lunde Solheim Berge Moe Nygård Bakke
    Kristensen Fredriksen Holm Lien Hauge Christensen Andresen Åsen Bjørnstad Sæther Knudsen Evensen Sandvik
    Haugland Myhre Tveit
  `),
  weight: 5,
};
