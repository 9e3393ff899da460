choose();
