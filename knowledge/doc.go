// Package knowledge holds what a review says as structured facts and answers
// questions from them.
//
// Make a Source (package pack loads one), build a Book from it with NewBook,
// and call Book.Ask. A Book is immutable, does no I/O and may be asked from
// many goroutines; to change a fact, build another Book. Every line of an
// Answer carries a Citation, which only a Review can make, after checking the
// quote word for word.
//
// Nothing here knows a platform, a database or a particular document.
package knowledge
