import { listNames, type Place } from './place.js';

export const india: Place = {
  country: 'India',
  code: 'IN',
  language: 'en-IN',
  cities: ['Hyderabad', 'Pune', 'Bengaluru'],
  given: listNames(`
    Rahul Priya Amit Pooja Sanjay Neha Rajesh Anjali Vikram Kavita Suresh Deepa Arjun Lakshmi Rohan Ananya
    Aditya Meera Anil Sunita Manoj Swati Ravi Divya Vijay Sneha Ashok Shalini Karthik Nisha Ajay Ritu Prakash
    Aishwarya Deepak Shreya Nikhil Radhika Siddharth Asha Harish Vidya Ganesh Rekha Mahesh Preeti Naveen
    Gayatri Rakesh Jyoti Gaurav Sangeeta Varun Padma Abhishek Bhavana Mohan Usha Sandeep Kiran Vivek Archana
    Srinivas Geeta Pranav Ishita Imran Ayesha Farhan Zara Harpreet Simran Gurpreet Manpreet Dinesh Hema Ramesh
    Lata Ashwin Tanvi Kunal Pallavi Yash Mrinal Joseph Teresa Arvind Nandini Chetan Sudha
  `),
  surnames: listNames(`
    Sharma Kumar Patel Singh Reddy Gupta Iyer Nair Das Rao Verma Joshi Shah Mehta Khan Chatterjee Banerjee
    Mishra Pillai Desai Kulkarni Agarwal Mukherjee Menon Chopra Kapoor Malhotra Bose Ghosh Sinha Yadav Jain
    Pandey Tiwari Trivedi Bhat Hegde Shetty Naidu Chowdhury Saxena Bhattacharya Dutta Sen Roy Srinivasan
    Subramaniam Raman Krishnan Venkataraghavan Balakrishnan Natarajan Murthy Gowda Kamath Pai Prasad Varma
    Patil Deshmukh Jadhav Pawar Shinde Chavan Gaikwad Kaur Gill Sandhu Dhillon Bedi Ahuja Arora Bhatia Khanna
    Sethi Ansari Shaikh Qureshi Syed Fernandes D'Souza Pereira Thomas Mathew George Varghese Kurian Rathore
    Chauhan Solanki Parekh Gandhi
  `),
  weight: 9,
};
