# Перші кроки та клавіші.

shortcuts = Клавіатурні скорочення
shortcuts-everywhere = Усюди
shortcuts-off = Окремі клавіші вимкнено в налаштуваннях; працюють лише ті, що з Ctrl або ⌘.
shortcut-search-too = Теж пошук
shortcut-move-focus = Від картки до картки
shortcut-open-task = Відкрити завдання
shortcut-move-menu = Вибрати, куди перемістити
shortcut-move-to = Перемістити в цей стовпець
shortcut-next-previous = Наступне, попереднє
shortcut-accept = Прийняти
shortcut-decline = Відхилити
shortcut-edit = Змінити перед прийняттям
shortcut-merge = Об’єднати із завданням
shortcut-select = Вибрати
shortcut-undo-last = Повернути останнє рішення
shortcut-edit-title = Змінити назву
shortcut-status = Стан
shortcut-assignees = Люди
shortcut-due = Термін
shortcut-labels = Мітки
shortcut-comment = Коментар
shortcut-add = Додати
shortcut-add-and-go-on = Додати й писати далі
shortcut-new-line = Новий рядок
shortcut-keep-draft = Закрити й зберегти текст
