import { listNames, type Place } from './place.js';

export const germany: Place = {
  country: 'Germany',
  code: 'DE',
  language: 'de-DE',
  cities: ['Berlin', 'München', 'Köln'],
  given: listNames(`
    Thomas Sabine Michael Susanne Andreas Petra Stefan Claudia Christian Birgit Martin Andrea Markus Julia
    Matthias Anna Jan Katharina Daniel Nicole Alexander Stefanie Frank Sandra Peter Lena Jürgen Monika Klaus
    Marie Florian Laura Sebastian Christine Tobias Lisa Lukas Melanie Felix Martina Jonas Anja Philipp Heike
    Björn Käthe Maximilian Karin Tim Silke Jörg Ute Uwe Johanna Leon Hannah Paul Emilia Moritz Charlotte Sören
    Anneliese Götz Mareike Niklas Franziska Torsten Ulrike Bernd Gisela Rainer Ingrid Holger Antje Dennis
    Vanessa Fabian Jana Simon Theresa Jannik Friederike Ralf Annette Mehmet Ayşe Emre Elif Karsten Frauke
    Oliver Beate Till Wiebke
  `),
  surnames: listNames(`
    Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter
    Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause
    Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang
    Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz
    Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger
    Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel
    Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Yılmaz Kaya Demir Strauß Übelacker Öztürk
    Kowalski Nowak Lindemann Petersen
  `),
  weight: 14,
};
