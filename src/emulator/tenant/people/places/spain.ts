import { listNames, type Place } from './place.js';

export const spain: Place = {
  country: 'Spain',
  code: 'ES',
  language: 'es-ES',
  cities: ['Madrid', 'Málaga', 'A Coruña'],
  given: listNames(`
    Antonio María José Carmen Manuel Ana Francisco Isabel David Laura Juan Cristina Javier Marta Daniel Lucía
    Carlos Elena Jesús Pilar Alejandro Sara Miguel Paula Rafael Raquel Pablo Rosario Pedro Beatriz Ángel Sofía
    Sergio Nuria Fernando Silvia Jorge Patricia Luis Julia Alberto Irene Álvaro Rocío Diego Andrea Adrián
    Begoña Raúl Inés Iván Sonia Rubén Alba Enrique Mónica Óscar Alicia Joaquín Teresa Ramón Natalia Andrés
    Mercedes Iñaki Yolanda Víctor Lorena Mario Amparo Ignacio Itziar Jaume Montserrat Xabier Aitana Gonzalo
    Nerea
  `),
  surnames: listNames(`
    García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz
    Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano
    Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias
    Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera
    Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Díez Aguilar Caballero Nieto Santana Vargas Pascual
    Giménez Herrero Hidalgo Montero Lorenzo Santiago Benítez Durán Ibáñez Arias Mora Ferrer Carmona Vicente
    Rojas Soto Crespo Román Pastor Zúñiga Ortuño Etxeberria Puig Bosch
  `),
  weight: 8,
};
