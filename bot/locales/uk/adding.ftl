adding-hint = Напишіть, що зробити, наприклад: <code>{ $example }</code> Або дайте відповідь /task на повідомлення.
adding-example = /task Надіслати звіт !high пʼятниця 15:00
adding-from = Від { $author }
