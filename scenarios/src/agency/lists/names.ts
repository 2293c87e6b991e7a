// SPDX-License-Identifier: Apache-2.0

/** Names as they meet in a British workplace. Everybody made from them is invented. */
export interface NameGroup {
  /** Share of the staff, relative to the other groups. */
  readonly weight: number
  readonly given: readonly string[]
  readonly family: readonly string[]
}

const words = (text: string) => text.trim().split(/\s+/)

export const nameGroups: readonly NameGroup[] = [
  {
    weight: 62,
    given: words(`
      Adam Alice Amy Andrew Anna Arthur Ben Beth Callum Caroline Charlotte Chloe Claire Craig Daniel David Duncan
      Eleanor Elliot Emily Emma Ewan Fiona Gareth Gemma George Gethin Grace Graham Hannah Harriet Helen Holly Iain
      Isobel Jack James Jenny Jessica Joanne Joe Karen Kate Keith Kirsty Laura Leanne Lewis Lorna Louise Lucy Luke
      Mark Martin Matthew Megan Michael Morag Natalie Neil Nicola Nia Oliver Owen Patrick Paul Peter Philippa Rachel
      Rebecca Rhys Robert Ross Ruth Sam Sarah Scott Sian Simon Sophie Stephen Stuart Tom Tracey Vicky William Zoe`),
    family: words(`
      Abbott Adams Ainsworth Archer Ashworth Atkins Bailey Barlow Barnes Baxter Beattie Bennett Bevan Birch Boyd
      Bradshaw Brennan Briggs Brook Buchanan Burns Byrne Cairns Carr Chapman Clarke Cole Cooper Craig Cross Curtis
      Dalton Davies Dawson Dixon Donnelly Doyle Drummond Dunn Eccles Elliott Ellis Evans Farrell Finch Fletcher
      Forsyth Foster Fraser Gallagher Gibson Gill Grant Greenwood Griffiths Hale Hamilton Hardy Hargreaves Harris
      Hartley Hayes Heath Hendry Hewitt Hill Holt Hooper Howells Hughes Hunt Hurst Irvine Jarvis Jenkins Johnstone
      Keane Kerr Knight Lamb Lawson Lloyd Lockwood Logan Lowe Lynch MacLeod Marsh Mason McBride McCann McKay Mercer
      Moss Murray Nash Nolan North Oakes Oldfield Owen Parry Pearce Pickering Platt Pollock Powell Pritchard Quinn
      Ramsay Reeves Rhodes Rigby Robson Rowe Rowland Saunders Savage Sharpe Shaw Shepherd Sinclair Skinner Slater
      Stanton Stokes Sutherland Swift Tait Thorne Tierney Tucker Underwood Vaughan Wallace Walsh Watts Webb Weir
      Whelan Whitaker Wilde Winter Woodward Yates Young`),
  },
  {
    weight: 13,
    given: words(`
      Aamir Aisha Akash Amina Amit Anil Anjali Arjun Asha Bilal Deepa Dev Faisal Farah Gurpreet Haroon Harpreet Imran
      Jasmin Kavita Kiran Manjit Meera Nadia Naveed Neha Nikhil Pooja Priya Rahul Ravi Rehana Rohan Saira Samina
      Sanjay Shabana Shazia Sunita Tariq Usman Vikram Yasmin Zainab`),
    family: words(`
      Ahmed Akhtar Ali Anwar Banerjee Begum Bhatt Chaudhry Chowdhury Desai Dhillon Ghosh Gill Gupta Hussain Iqbal
      Jain Joshi Kapoor Kaur Khan Mahmood Malhotra Malik Mehta Mirza Mistry Nair Patel Qureshi Rahman Rao Saleem
      Shah Sharma Sidhu Singh Sood Uddin Verma`),
  },
  {
    weight: 10,
    given: words(`
      Abena Ade Afua Akosua Amara Andre Chidi Chioma Delroy Ebony Efua Emeka Esther Femi Folake Grace Ibrahim Ife
      Jermaine Joy Kemi Kofi Kwame Leon Marcia Marlon Michelle Ngozi Nneka Ola Patience Renee Samson Simone Tanya
      Temi Tendai Tunde Winston Yaw Zuri`),
    family: words(`
      Abara Adeyemi Agyeman Akinola Amoah Asante Bailey Balogun Banda Bediako Boateng Brathwaite Campbell Chikwanha
      Danso Ekwueme Eze Francis Gordon Grant Kamara Lawal Mbeki Mensah Morrison Moyo Ncube Nwosu Obi Ofori Ogunleye
      Okafor Okoro Osei Owusu Palmer Sesay Thompson Williams`),
  },
  {
    weight: 6,
    given: words(
      'Adrian Agnieszka Alina Andrei Anton Bogdan Dorota Elena Filip Irena Ivan Jan Katarzyna Lena Magda Marek Mihai Monika Pavel Petra Radu Tomasz Vera Zofia',
    ),
    family: words(
      'Balan Borkowski Dobre Dumitru Horvat Ilic Jansons Kaminska Kovac Kowalski Lewandowski Marinova Mazur Novak Nowak Petrov Popescu Rusu Stoica Varga Wozniak Zielinski',
    ),
  },
  {
    weight: 5,
    given: words(
      'Alan Amy Bao Calvin Chen Emi Grace Hiro Hong Jin Kenji Lan Li-Ying Linh Mai Mei Min Nam Sakura Thanh Vivian Wei Xin Yuki',
    ),
    family: words(
      'Chan Cheung Choi Do Fong Ho Huang Kim Kwok Lam Lau Lee Leung Liu Ng Nguyen Park Pham Sato Tanaka Tran Wong Wu Yip Zhang',
    ),
  },
  {
    weight: 4,
    given: words(
      'Amal Cem Daniela Darius Elif Farid Hana Hassan Ines Joao Karim Layla Leila Lucia Marco Mateo Mehmet Nour Omar Paolo Rania Reza Sofia Soraya Tiago Yusuf',
    ),
    family: words(
      'Aksoy Almeida Bakr Costa Demir Fadel Fernandes Ferreira Haddad Hosseini Karimi Khoury Lopes Mansour Moreno Nasser Ortega Pereira Rossi Saab Santos Tahir Vieira Yilmaz',
    ),
  },
]
