Feature: Our portal
  Our portal sends credentials in the body, and reads the metadata of the site.

  Scenario: Customers log in
    Given a private client
    And the app has "Require user credentials in the POST body for Authorization Code and Credentials Flow" on
    When the app asks for authorization
    Then the authorization request is accepted
    And our portal finds the endpoints of the site

  Scenario: A wrong password lets nobody in
    Given a private client
    When the app asks for authorization with a wrong password
    Then the authorization request is refused
    But the same request with the user's own password is accepted
