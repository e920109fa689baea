// The portal's own router: one route has our elements, another has not.
const main = document.querySelector('main');
const news = document.getElementById('news');

const routes = {
  '#provisioning': () => {
    const provider = document.createElement('o365-provider');
    provider.setAttribute('demo', '');
    provider.append(document.createElement('provisioning-console'));
    return provider;
  },
  '#about': () => {
    const text = document.createElement('p');
    text.textContent = 'This page has no element of the library in it.';
    return text;
  },
};

function show() {
  const route = routes[location.hash] ?? routes['#provisioning'];
  main.replaceChildren(route());
}

// A publish ends wherever the administrator is by then.
document.addEventListener('o365-published', ({ detail }) => {
  news.value = `Published to ${detail.applied} people.`;
});
window.addEventListener('hashchange', show);
show();
