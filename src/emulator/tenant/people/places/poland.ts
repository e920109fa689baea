import { listNames, type Place } from './place.js';

export const poland: Place = {
  country: 'Poland',
  code: 'PL',
  language: 'pl-PL',
  cities: ['Warszawa', 'Łódź', 'Kraków'],
  given: listNames(`
    Piotr Anna Krzysztof Katarzyna Andrzej Agnieszka Tomasz Małgorzata Paweł Joanna Michał Magdalena Marcin
    Monika Jakub Ewa Adam Barbara Łukasz Dorota Marek Natalia Grzegorz Aleksandra Mateusz Zofia Stanisław
    Karolina Wojciech Elżbieta Rafał Marta Kamil Beata Dariusz Julia Maciej Justyna Szymon Żaneta Bartosz
    Iwona Jan Paulina Robert Halina Dawid Maja Kacper Sylwia Przemysław Hanna Sebastian Weronika Artur Kinga
    Zbigniew Ola Jerzy Wiktoria Filip Urszula Konrad Bożena
  `),
  // The same for women and men: no other surname fits every given name.
  surnames: listNames(`
    Nowak Wójcik Kowalczyk Woźniak Mazur Krawczyk Kaczmarek Zając Król Wieczorek Wróbel Stępień Dudek Pawlak
    Walczak Sikora Baran Szewczyk Ostrowicz Pietrzak Marciniak Bąk Włodarczyk Kubiak Wilk Lis Mazurek
    Kołodziej Kaźmierczak Sobczak Cieślak Głowacz Kozak Adamczyk Szymczak Błaszczyk Piątek Kopeć Urban Czech
    Łuczak Sowa Mroczek Śliwa Bednarek Wrona Kruk Marek Nowicz Gajda Tomczyk Kłos Żak Musiał Kasprzak Stasiak
    Mikołajczyk Janik Domagała Szczęsny Żurek Kania Ptak Karaś Jaworek Witek Górka Skiba Rogacz Olejniczak
  `),
  weight: 7,
};
