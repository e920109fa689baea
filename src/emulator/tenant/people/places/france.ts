import { listNames, type Place } from './place.js';

export const france: Place = {
  country: 'France',
  code: 'FR',
  language: 'fr-FR',
  cities: ['Paris', 'Lyon', 'Besançon'],
  given: listNames(`
    Jean Marie Nicolas Nathalie Pierre Isabelle Julien Sophie Thomas Catherine François Julie Alexandre
    Camille Philippe Céline Antoine Sandrine Laurent Aurélie Maxime Léa Christophe Hélène Guillaume Élodie
    Olivier Claire Sébastien Emma Frédéric Manon Mathieu Valérie Stéphane Charlotte Jérôme Pauline Romain
    Chloé Benoît Émilie Vincent Laure Hugo Mathilde Louis Anaïs Arthur Zoé Étienne Virginie Lucas Inès Clément
    Margaux Noël Gaëlle Loïc Zoë Mathéo Lucie Thierry Véronique Xavier Agnès Baptiste Solène Rémi Clémence
    Karim Fatima Mehdi Yasmine Yves Odile Quentin Maëlys Gilles Bénédicte Adrien Justine
  `),
  surnames: listNames(`
    Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux
    David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefebvre Faure
    André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément
    Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer
    Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard
    Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix
    Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Béranger d'Aubigné Dupré L'Hôpital
    Pélissier Çelik Benali Haddad Diallo Nguyen
  `),
  weight: 9,
};
